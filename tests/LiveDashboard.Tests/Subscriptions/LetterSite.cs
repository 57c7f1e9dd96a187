using System.Text.RegularExpressions;
using Dapper;
using LiveDashboard.Initiatives;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions;
using LiveDashboard.Subscriptions.Digests;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>A site that sends letters, and what its jobs and readers do.</summary>
internal static partial class LetterSite
{
    public static async Task<InitiativeSite> Start(Engine engine, int port, params string[] settings)
    {
        var staff = await StaffSite.Start(engine,
            ["--Mail:Host", "127.0.0.1", "--Mail:Port", $"{port}", "--Mail:Encrypted", "false", "--Mail:From", "news@northgate.example",
             "--Mail:Site", "https://northgate.example", .. settings], jobs: false);
        return new InitiativeSite(staff, await staff.App.Get<InitiativeStore>().Add(InitiativeSite.By, InitiativeSite.Night(), default));
    }

    public static async Task Subscribed(InitiativeSite site, MailSink sink, string language, string rhythm, string topic, string address = "sam@northgate.example")
    {
        await site.App.Get<SubscriptionStore>().Ask(
            address, Language.Find(language)!, rhythm, [topic], default);
        await Send(site);
        var token = Link().Match(MailSink.Body(sink.Taken.Last())).Value.Split('/')[^1];
        Assert.True(await site.App.Get<SubscriptionStore>().Confirm(token, default));
        site.Staff.Clock.Advance(TimeSpan.FromSeconds(1)); // news is what is published later
    }

    public static Task Send(InitiativeSite site) => site.App.Get<SendLetters>().Run(default);

    public static async Task Morning(InitiativeSite site, int days = 1)
    {
        site.Staff.Clock.Advance(TimeSpan.FromDays(days));
        await site.App.Get<MakeDigests>().Run(default);
        await Send(site);
    }

    public static async Task<long> Rows(InitiativeSite site)
    {
        await using var db = await site.App.Get<Database>().Read(default);
        return await db.ExecuteScalarAsync<long>("SELECT (SELECT COUNT(*) FROM subscription) + (SELECT COUNT(*) FROM letter)");
    }

    public static IEnumerable<KeyValuePair<string, string>> Form(string address) =>
        FormBrowser.Fields(("address", address), ("every", "daily"), ("topics", "initiatives"), ("topics", "cases"), ("topics", "none/such"));

    [GeneratedRegex("https://northgate.example/\\w\\w/letters/[\\w-]+")]
    public static partial Regex Link();
}
