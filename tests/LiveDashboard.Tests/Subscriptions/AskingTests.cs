using System.Net;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Helpers;
using static LiveDashboard.Tests.Subscriptions.LetterSite;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>Asking for letters: what is refused, and what nobody learns by it.</summary>
public sealed class AskingTests
{
    [Fact]
    public async Task Nobody_is_told_who_has_letters_and_nobody_can_be_flooded_with_them()
    {
        await using var sink = new MailSink();
        await using var site = await Start(Engine.Sqlite, sink.Port);
        using var reader = site.Staff.Browser();
        await Subscribed(site, sink, "en", "daily", "cases");
        sink.Taken.Clear();
        var answers = new List<FormAnswer>();
        for (var i = 0; i < 5; i++) answers.Add(await reader.Post("/en/news", Form("sam@northgate.example")));
        answers.Add(await reader.Post("/en/news", Form("nobody@northgate.example")));
        Assert.Single(answers.Select(answer => (answer.Status, answer.Location, answer.Text)).Distinct());
        await Send(site);
        Assert.Equal(SubscriptionStore.MostAsked, sink.Taken.Count); // two more of one address, and one of the other
        var filled = await reader.Post("/en/news", [.. Form("robot@northgate.example"), new("website", "https://x.example")]);
        Assert.Equal(answers[0].Location, filled.Location);
        Assert.Equal(0, await site.App.Get<LetterBox>().Waiting(default));

        reader.Headers["Origin"] = "https://elsewhere.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("/en/news", Form("sam@northgate.example"))).Status);
        reader.Headers["Origin"] = site.App.Address.GetLeftPart(UriPartial.Authority);
        var many = HttpStatusCode.OK;
        for (var i = 0; i < 10; i++) many = (await reader.Post("/en/news", Form($"a{i}@northgate.example"))).Status;
        Assert.Equal(HttpStatusCode.TooManyRequests, many);

        site.Staff.Clock.Advance(TimeSpan.FromHours(49));
        await site.App.Get<Retention>().Run(default);
        Assert.Equal(1, await site.App.Get<SubscriptionStore>().Count(default));
        await using var db = await site.App.Get<Database>().Read(default);
        Assert.Equal(1, await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM subscription")); // who never answered is forgotten
    }

    [Theory]
    [InlineData("sam@northgate.example", "sam@northgate.example")]
    [InlineData("  Sam.O'Neil+news@Mail.NORTHGATE.example ", "Sam.O'Neil+news@mail.northgate.example")]
    [InlineData("sam", null)]
    [InlineData("sam@northgate", null)]
    [InlineData("sam@northgate.example.", null)]
    [InlineData("sam@northgate.example\r\nBcc: all@northgate.example", null)]
    [InlineData("Sam <sam@northgate.example>", null)]
    [InlineData("\"sam sam\"@northgate.example", null)]
    [InlineData("sam@[127.0.0.1]", null)]
    [InlineData("sam@127.0.0.1", null)]
    [InlineData("sam,kim@northgate.example", null)]
    [InlineData("säm@northgate.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_one_that_a_letter_reaches(string? typed, string? read) => Assert.Equal(read, MailAddresses.Read(typed));

    [Theory]
    [InlineData("sam@northgate", "en", "no e-mail address")]
    [InlineData("", "fr", "pas une adresse e-mail")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string address, string language, string said)
    {
        await using var site = await Start(Engine.Sqlite, 1);
        using var reader = site.Staff.Browser();
        var answer = await reader.Post($"/{language}/news", Form(address));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(said, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.Contains($"value=\"{address}\"", answer.Text, StringComparison.Ordinal);
        var none = await reader.Post($"/{language}/news", [new("address", "sam@northgate.example"), new("every", "daily")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
    }

    [Fact]
    public async Task Without_a_mail_server_there_are_feeds_alone_and_half_of_one_is_refused_at_the_start()
    {
        await using (var app = await DashboardApp.Start())
        {
            using var visitor = app.Visitor();
            Assert.DoesNotContain("type=\"email\"", await visitor.GetStringAsync("/en/news"), StringComparison.Ordinal);
            using var reader = new FormBrowser(app.Address);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Post("/en/news", Form("sam@northgate.example"))).Status);
        }
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => DashboardApp.Start(settings: ["--Mail:Host", "localhost", "--Mail:From", "sam@northgate.example", "--Mail:Site", "northgate"]));
        Assert.Contains("Mail:Site", refused.Message, StringComparison.Ordinal);
    }
}
