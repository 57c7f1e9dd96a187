using System.Text.RegularExpressions;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Feedback.Publication;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Tests.Subscriptions;

namespace LiveDashboard.Tests.Feedback.Letters;

/// <summary>Residents who follow their case by letters, and a mail server that takes them.</summary>
internal sealed partial class CaseLetterSite(PublicationSite site, MailSink sink) : IAsyncDisposable
{
    public const string Sam = "sam@northgate.example";

    public PublicationSite Public => site;
    public ResidentSite Residents => site.Residents;
    public DashboardApp App => site.Staff.App;
    public FakeClock Clock => site.Clock;
    public MailSink Sink => sink;

    public static async Task<CaseLetterSite> Start(Engine engine = Engine.Sqlite)
    {
        var sink = new MailSink();
        return new CaseLetterSite(
            new PublicationSite(await StaffSite.Start(engine,
                ["--Mail:Host", "127.0.0.1", "--Mail:Port", $"{sink.Port}", "--Mail:Encrypted", "false",
                 "--Mail:From", "news@northgate.example", "--Mail:Site", "https://northgate.example"],
                jobs: false)), sink);
    }

    /// <summary>Asks for letters on the page of a case.</summary>
    public static Task<FormAnswer> Ask(FormBrowser browser, string address = Sam, string language = "en") =>
        browser.Post($"/{language}/case/letters", FormBrowser.Fields(("address", address)));

    /// <summary>A case that an address follows, opened in a browser; its letters so far are forgotten.</summary>
    public async Task<(Receipt Receipt, FormBrowser Browser)> Followed(
        NewMessage? message = null, string address = Sam, string language = "en")
    {
        var (receipt, code) = await Residents.Send(message ?? ResidentSite.Message());
        var browser = await Residents.Open(receipt, code);
        Assert.Equal($"/{language}/case?done=letters", (await Ask(browser, address, language)).Location);
        await Send();
        Assert.Equal(address, MailSink.Header(sink.Taken.Last(), "To"));
        using var reader = site.Staff.Browser();
        await reader.Post($"{First(sink.Taken.Last())}?handler=Begin", []);
        sink.Taken.Clear();
        return (receipt, browser);
    }

    /// <summary>The path that a first letter leads to.</summary>
    public static string First(string letter) =>
        new Uri(Link().Match(MailSink.Body(letter)).Value).AbsolutePath;

    public Task Send() => App.Get<SendLetters>().Run(default);

    /// <summary>How many letters wait.</summary>
    public Task<long> Waiting() => Residents.Scalar<long>("SELECT COUNT(*) FROM letter");

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await sink.DisposeAsync();
    }

    [GeneratedRegex("https://northgate.example/\\w\\w/letters/[\\w-]+")]
    public static partial Regex Link();
}
