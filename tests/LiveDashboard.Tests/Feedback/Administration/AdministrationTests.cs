using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Feedback.Administration;

public sealed class AdministrationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Topics_are_added_named_in_each_language_and_retired(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var admin = await site.WithSession(await site.Member());
        await Post(admin, "/staff/lists?handler=Add", ("list", "category"), ("name", "Street lights"));
        var taken = await Post(admin, "/staff/lists?handler=Add", ("list", "category"), ("name", "Street lights"));
        Assert.Contains("There is an entry of this name", taken.Text, StringComparison.Ordinal);
        var form = await site.App.Visitor().GetStringAsync("/en/send");
        Assert.Contains("What would you like to send?", form, StringComparison.Ordinal);
        var id = await Id(admin);
        await Post(admin, "/staff/lists?handler=Rename", ("list", "category"), ("id", id), ("language", "fr"), ("name", "Éclairage"));
        await Post(admin, "/staff/lists?handler=Rename", ("list", "category"), ("id", id), ("name", "Lamps"));
        Assert.Contains(">Lamps<", await Where(site, "en"), StringComparison.Ordinal);
        Assert.Contains(">Éclairage<", await Where(site, "fr"), StringComparison.Ordinal);
        await Post(admin, "/staff/lists?handler=Retire", ("list", "category"), ("id", id), ("back", "false"));
        Assert.DoesNotContain(">Lamps<", await Where(site, "en"), StringComparison.Ordinal);
        await Post(admin, "/staff/lists?handler=Retire", ("list", "category"), ("id", id), ("back", "true"));
        Assert.Contains(">Lamps<", await Where(site, "en"), StringComparison.Ordinal);
        Assert.Equal(5, (await site.Audit()).Count(act => act.Kind == "list-changed"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_promise_holds_from_its_day_on_and_never_for_the_past(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var admin = await site.WithSession(await site.Member());
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        var (tomorrow, yesterday) = ($"{today.AddDays(1):o}", $"{today.AddDays(-1):o}");
        foreach (var (hours, from) in new[] { ("0", tomorrow), ("x", tomorrow), ("9000", tomorrow), ("4", yesterday), ("4", "2026") })
            Assert.Contains("role=\"alert\"", (await Post(admin, "/staff/targets?handler=Set", ("hours", hours), ("from", from))).Text,
                StringComparison.Ordinal);
        Assert.Equal("/staff/targets", (await Post(admin, "/staff/targets?handler=Set", ("hours", "4"), ("from", tomorrow))).Location);
        Assert.Contains("4&#xA0;h", (await admin.Get("/staff/targets")).Text, StringComparison.Ordinal);
        Assert.Contains((await site.Audit()), act => act.Kind == "target-set" && act.Became.StartsWith("4 h", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_change_asks_for_a_fresh_second_factor()
    {
        await using var site = await StaffSite.Start();
        using var admin = await site.WithSession(await site.Member());
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        foreach (var act in new[]
        {
            "lists?handler=Add", "lists?handler=Rename", "lists?handler=Retire", "targets?handler=Set", "keeping?handler=Period",
            "keeping?handler=Hold", "keeping?handler=Lift", "keeping?handler=Ask", "keeping?handler=Erase",
        })
            Assert.StartsWith("/staff/confirm", (await Post(admin, $"/staff/{act}", ("list", "area"), ("name", "North"))).Location,
                StringComparison.Ordinal);
    }

    private static Task<FormAnswer> Post(FormBrowser browser, string path, params (string, string)[] fields) =>
        browser.Submit(path, FormBrowser.Fields(fields));

    private static async Task<string> Id(FormBrowser admin)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument((await admin.Get("/staff/lists")).Text);
        return page.QuerySelector("[name=id]")!.GetAttribute("value")!;
    }

    /// <summary>The step of the residents' form that asks where and what about.</summary>
    private static async Task<string> Where(StaffSite site, string language)
    {
        using var resident = site.Browser();
        return (await resident.Post($"/{language}/send",
            FormBrowser.Fields(("step", "text"), ("kind", "concern"), ("text", "The lamp is out")))).Text;
    }
}
