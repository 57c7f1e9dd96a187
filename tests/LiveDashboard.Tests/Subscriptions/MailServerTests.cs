using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Helpers;
using static LiveDashboard.Tests.Subscriptions.LetterSite;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>The way to the mail server: encrypted, signed in, and cut at any point.</summary>
public sealed class MailServerTests
{
    [Fact]
    public async Task A_server_that_nobody_vouches_for_gets_neither_password_nor_letter()
    {
        using var own = Certificate();
        await using var sink = new MailSink(own);
        await using var site = await Start(
            Engine.Sqlite, sink.Port, "--Mail:Encrypted", "true", "--Mail:User", MailSink.User, "--Mail:Password", MailSink.Password);
        using var reader = site.Staff.Browser();
        await reader.Post("/en/news", Form("sam@northgate.example"));
        var alarm = await Assert.ThrowsAsync<JobAlarmException>(() => Send(site));
        Assert.Contains("1 letters wait", alarm.Message, StringComparison.Ordinal);
        Assert.Equal(1, await site.App.Get<LetterBox>().Waiting(default));
        Assert.Contains("STARTTLS", sink.Heard);
        Assert.DoesNotContain(sink.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing_where_encryption_is_asked_for()
    {
        await using var sink = new MailSink();
        await using var site = await Start(
            Engine.Sqlite, sink.Port, "--Mail:Encrypted", "true", "--Mail:User", MailSink.User, "--Mail:Password", MailSink.Password);
        using var reader = site.Staff.Browser();
        await reader.Post("/en/news", Form("sam@northgate.example"));
        await Assert.ThrowsAsync<JobAlarmException>(() => Send(site));
        Assert.Empty(sink.Taken);
        Assert.DoesNotContain(sink.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_vouched_for_gets_letters_of_who_signs_in()
    {
        using var own = Certificate();
        await using var sink = new MailSink(own);
        await using var data = await RunData.New();
        var trusted = data.File("own.pem", own.ExportCertificatePem());
        await Ask(data);
        await using (ProgramRun.StartNode(data, ["SendLetters"], [.. Mail(sink.Port, "wrong"), ("SSL_CERT_FILE", trusted)]))
            await Eventually.Holds(() => Task.FromResult(sink.Heard.Any(line => line.StartsWith("AUTH", StringComparison.Ordinal))));
        Assert.Empty(sink.Taken);
        await Due(data);
        await using (ProgramRun.StartNode(data, ["SendLetters"], [.. Mail(sink.Port, MailSink.Password), ("SSL_CERT_FILE", trusted)]))
        {
            await Eventually.Holds(() => Task.FromResult(!sink.Taken.IsEmpty));
            await Eventually.Holds(async () => await Waiting(data) == 0);
        }
        Assert.Equal("sam@northgate.example", MailSink.Header(Assert.Single(sink.Taken), "To"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_letter_whose_sender_is_killed_before_it_hears_of_its_success_comes_again_and_can_be_told(Engine engine)
    {
        await using var sink = new MailSink { IsSilent = true };
        await using var data = await RunData.New(engine);
        await Ask(data);
        (string, string)[] mail = [.. Mail(sink.Port, ""), ("Mail__Encrypted", "false"), ("Mail__User", "")];
        await using (var node = ProgramRun.StartNode(data, ["SendLetters"], mail))
        {
            await Eventually.Holds(() => Task.FromResult(!sink.Taken.IsEmpty));
            await node.Kill();
        }
        Assert.Equal(1, await Waiting(data)); // rather twice than never
        sink.IsSilent = false;
        await Due(data); // as five minutes later
        await using (ProgramRun.StartNode(data, ["SendLetters"], mail)) await Eventually.Holds(async () => await Waiting(data) == 0);
        Assert.Equal(2, sink.Taken.Count);
        Assert.Single(sink.Taken.Select(letter => MailSink.Header(letter, "Message-ID")).Distinct());
        Assert.Single(sink.Taken.Select(MailSink.Body).Distinct());
    }

    /// <summary>A visitor asks for letters; the program ends before any mail server is there to take the first one.</summary>
    private static async Task Ask(RunData data)
    {
        await using (var run = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"], Mail(1, "")))
        {
            using var reader = new FormBrowser(await run.Served());
            Assert.Equal(HttpStatusCode.Found, (await reader.Post("/en/news", Form("sam@northgate.example"))).Status);
        }
        await Due(data);
    }

    private static (string, string)[] Mail(int port, string password) =>
    [
        ("Mail__Host", "localhost"), ("Mail__Port", $"{port}"), ("Mail__From", "news@northgate.example"),
        ("Mail__Site", "https://northgate.example"), ("Mail__User", MailSink.User), ("Mail__Password", password),
    ];

    private static Task<long> Waiting(RunData data) => data.Read(async database =>
    {
        await using var db = await database.Read(default);
        return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM letter");
    });

    /// <summary>Ends the pause of what waits.</summary>
    private static Task Due(RunData data) => data.Read(async database =>
    {
        await using var db = await database.OpenWriter(default);
        return await db.ExecuteAsync("UPDATE letter SET due_at = 0");
    });

    /// <summary>Of a server on this machine, signed by nobody but itself.</summary>
    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
