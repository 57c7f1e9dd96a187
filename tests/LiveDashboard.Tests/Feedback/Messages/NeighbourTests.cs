using System.Text.Json;
using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Messages;

/// <summary>
/// Who watches every public byte cannot tell what one message was about, or where (reliability.md T2.1): what it changes
/// is the same wherever it falls.
/// </summary>
public sealed class NeighbourTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task One_message_changes_the_same_figures_whatever_it_is_about(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        for (var i = 0; i < 40; i++) await site.Send(About("big", "north"));
        for (var i = 0; i < 6; i++) await site.Send(About("small", "south"));
        await site.App.Get<PublishBreakdowns>().Run(CancellationToken.None);
        await Measure(site);
        var changes = new List<string>();
        foreach (var (topic, area) in new[] { ("big", "north"), ("small", "south"), ("new", "nowhere"), ("", "") })
        {
            var before = await Public(site);
            await site.Send(About(topic, area));
            await site.App.Get<PublishBreakdowns>().Run(CancellationToken.None);
            await Measure(site);
            var after = await Public(site);
            Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
            Assert.DoesNotContain(after.Keys, key => key.Contains("nowhere", StringComparison.Ordinal));
            changes.Add(string.Join(' ', after.Where(part => before[part.Key] != part.Value).Select(part => part.Key).Order(StringComparer.Ordinal)));
        }
        Assert.Contains("waiting", changes[0], StringComparison.Ordinal); // the comparison sees what moves
        Assert.Single(changes.Distinct());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_public_byte_holds_what_residents_and_staff_wrote(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        for (var i = 0; i < 12; i++)
        {
            var (receipt, code) = await site.Send(ResidentSite.Message("Secretword lamp") with
            {
                Place = "Secretplace",
                Sender = new Sender("Secretname", "secret@example.org", false, false),
            });
            await site.Say(receipt.CaseId, EventKind.Noted, "Secretnote");
            await site.Reply(receipt.CaseId, "Secretanswer");
            using var resident = await site.Open(receipt, code);
        }
        await site.App.Get<PublishBreakdowns>().Run(CancellationToken.None);
        await Measure(site);
        foreach (var bytes in (await Public(site)).Values)
            Assert.DoesNotContain("secret", bytes, StringComparison.OrdinalIgnoreCase);
    }

    private static NewMessage About(string topic, string area) => ResidentSite.Message() with { CategoryId = topic, AreaId = area };

    private static Task Measure(ResidentSite site) => site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);

    /// <summary>All that the public can read, cut into its figures, lines and pages.</summary>
    private static async Task<Dictionary<string, string>> Public(ResidentSite site)
    {
        using var browser = site.Browser();
        var parts = new Dictionary<string, string>();
        using var board = JsonDocument.Parse((await browser.Get("/api/v1/boards/home?lang=en")).Text);
        foreach (var figure in board.RootElement.GetProperty("figures").EnumerateArray())
            parts[figure.GetProperty("key").GetString()!] = figure.GetRawText();
        foreach (var line in (await browser.Get("/data/home.csv")).Text.Split('\n'))
            parts[string.Join(',', line.Split(',').Take(3))] = line;
        foreach (var page in new[] { "/en/breakdowns", "/fr/breakdowns", "/en/method", "/en/about", "/en/cases", "/en/cases.atom", "/en/cases.json", "/en/moderation" })
            parts[page] = (await browser.Get(page)).Text;
        return parts;
    }
}
