using System.Net;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Hosting;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Promises;

/// <summary>"We will come back on that": recorded, settled with a reason, and the first thing that the next forum sees.</summary>
public sealed class PromiseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_promised_opens_the_next_forum_on_every_screen(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        Assert.Contains("Record a promise", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        await Make(site, ada, "A lamp at the north gate");
        await site.Press(ada, "End");

        var next = new HostSite(site.Staff, (await site.Staff.App.Get<ForumStore>().Make(
            ForumSite.Host, "The next", "en", site.Staff.Clock.GetUtcNow(), None)).Id);
        await next.Press(ada, "Begin");
        var console = (await ada.Get(next.Console)).Text;
        Assert.Contains("First: 1 promise of earlier forums", console, StringComparison.Ordinal);
        Assert.Contains("handler=Promises\" data-key-press=\"ArrowRight\"", console, StringComparison.Ordinal);
        var screen = $"/f/{await next.Code()}/projector";
        Assert.DoesNotContain("A lamp at the north gate", await next.Text(screen), StringComparison.Ordinal);
        await next.Press(ada, "Promises");
        foreach (var path in new[] { screen, screen.Replace("projector", "text", StringComparison.Ordinal) })
            Assert.Contains("A lamp at the north gate", await next.Text(path), StringComparison.Ordinal);
        var before = Scene(await next.Text(screen));
        await Settle(site, ada, PromiseState.Open, PromiseState.Kept, "It burns since May");
        var seen = await next.Text(screen);
        Assert.Contains("It burns since May", seen, StringComparison.Ordinal);
        Assert.NotEqual(before, Scene(seen)); // open screens fetch it
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_public_record_counts_what_was_kept_late_and_broken(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        Assert.Contains("Nothing was promised yet", await site.Text("/en/promises"), StringComparison.Ordinal);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        foreach (var body in new[] { "A lamp", "A bench", "A path", "A slip" }) await Make(site, ada, body);
        Assert.DoesNotContain("A bench", await site.Text("/en/promises"), StringComparison.Ordinal); // the forum has not ended
        await site.Press(ada, "End");
        await Settle(site, ada, PromiseState.Open, PromiseState.Kept, "It burns", "A lamp");
        await Settle(site, ada, PromiseState.Open, PromiseState.Broken, "No money", "A bench");
        await Settle(site, ada, PromiseState.Open, PromiseState.Withdrawn, "Pressed by mistake", "A slip");
        site.Staff.Clock.Advance(TimeSpan.FromDays(60));
        await site.Staff.App.Get<LiveDashboard.Figures.Measuring.FigureBeat>().MeasureAll(None);
        var page = await site.Text("/en/promises");
        foreach (var standing in new[] { "kept", "late", "broken" })
            Assert.Contains($"data-standing=\"{standing}\"", page, StringComparison.Ordinal);
        Assert.Contains("No money", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A slip", page, StringComparison.Ordinal);
        Assert.Contains("data-key=\"promises-late\" data-state=\"ok\">1<", await site.Text("/en"), StringComparison.Ordinal);
        Assert.Contains("promises,,broken,1,promises", await site.Text("/data/home.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("A slip", await site.Text("/data/lists/promises.csv"), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everybody_reads_what_became_of_it_and_staff_that_it_is_late(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        await Make(site, ada, "=A lamp at the north gate");
        await Make(site, ada, "A slip of the finger");
        await site.Press(ada, "End");
        site.Staff.Clock.Advance(TimeSpan.FromDays(60));
        using var bea = await site.Host("Bea");
        Assert.Contains("2 promises are late", (await bea.Get("/staff/forums")).Text, StringComparison.Ordinal);
        var page = $"/en/forums/{(await site.Forum()).Slug}";
        Assert.Contains("data-standing=\"late\"", await site.Text(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Settle(site, bea, PromiseState.Open, PromiseState.Broken, "", "lamp")).Status);
        await Settle(site, bea, PromiseState.Open, PromiseState.Broken, "No money", "lamp");
        await Settle(site, bea, PromiseState.Open, PromiseState.Withdrawn, "Pressed by mistake", "slip");
        var read = await site.Text(page);
        Assert.Contains("No money", read, StringComparison.Ordinal);
        Assert.DoesNotContain("slip", read, StringComparison.Ordinal);
        var csv = await site.Text($"{page}?handler=Csv");
        Assert.Contains("'=A lamp at the north gate", csv, StringComparison.Ordinal);
        Assert.Contains(",promise,", csv, StringComparison.Ordinal);
        Assert.Contains("broken", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("late", (await bea.Get("/staff/forums")).Text.Split("<main")[1], StringComparison.Ordinal);
        Assert.Contains("Non tenue", await site.Text(page.Replace("/en/", "/fr/", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_recorded_once_by_hosts_and_moderators_and_of_two_who_settle_one_is_told()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        using var mod = await site.Host("Mo", StaffRole.Moderator);
        using var viewer = await site.Host("Vi", StaffRole.Viewer);
        Assert.Contains("once the forum has begun", (await ada.Get($"{site.Console}/promises")).Text, StringComparison.Ordinal);
        await site.Press(ada, "Begin");
        await Make(site, mod, "One", "same");
        await Make(site, mod, "One", "same");
        Assert.Single(await site.Staff.App.Get<PromiseStore>().Of(site.ForumId, true, None));
        Assert.Equal(HttpStatusCode.Forbidden, (await Make(site, viewer, "Two")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Make(site, ada, new string('x', 201))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Make(site, ada, "Two", due: "2026-02-31")).Status);
        await Settle(site, ada, PromiseState.Open, PromiseState.Kept, "Done");
        Assert.Contains("note=stale", (await Settle(site, mod, PromiseState.Open, PromiseState.Broken, "Not done")).Location, StringComparison.Ordinal);
    }

    private static async Task<FormAnswer> Make(HostSite site, FormBrowser browser, string body, string? id = null, string due = "2026-06-20") =>
        await browser.Submit(
            $"{site.Console}/promises?handler=Make",
            FormBrowser.Fields(("promise", id ?? Guid.NewGuid().ToString("n")), ("body", body), ("owner", "Parks"), ("due", due)),
            $"{site.Console}/promises");

    private static async Task<FormAnswer> Settle(
        HostSite site, FormBrowser browser, string was, string to, string reason, string body = "") =>
        await browser.Submit(
            $"{site.Console}/promises?handler=Settle",
            FormBrowser.Fields(
                ("promise", (await site.Staff.App.Get<PromiseStore>().Of(site.ForumId, true, None)).First(one => one.Body.Contains(body, StringComparison.Ordinal)).Id), ("was", was), ("to", to), ("reason", reason)),
            $"{site.Console}/promises");

    private static string Scene(string page) => page.Split("data-scene=\"")[1].Split('"')[0];
}
