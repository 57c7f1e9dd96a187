using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Pulse;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Pulse;

public sealed partial class PulseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_that_anybody_can_see_moves_before_a_batch_is_full(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var store = site.App.Get<PulseStore>();
        var published = new List<long>();
        string? before = null;
        for (var i = 0; i < 40; i++)
        {
            await store.Add(CaseCode.NewForm(), new Dictionary<int, int> { [1] = 1 + i % 5 }, CancellationToken.None);
            await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
            var n = await site.Scalar<long>(
                "SELECT COALESCE(SUM(t.n), 0) FROM pulse_tally t JOIN pulse_batch b ON b.id = t.batch_id WHERE b.closed_at IS NOT NULL");
            var seen = await Public(site);
            if (published.Count > 0 && published[^1] == n) Assert.Equal(before, seen);
            (before, _) = (seen, published.Count == 0 || published[^1] != n);
            if (published.Count == 0 || published[^1] != n) published.Add(n);
        }
        Assert.All(published.Zip(published.Skip(1), (one, next) => next - one), step => Assert.InRange(step, 5, 10));
        Assert.InRange(published.Count, 4, 9);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tallies_are_what_the_answers_say_also_when_many_answer_at_once(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var store = site.App.Get<PulseStore>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.Add(
            CaseCode.NewForm(), new Dictionary<int, int> { [1] = 1 + i % 5, [2] = 1 + i % 3, [3] = 5 }, CancellationToken.None)));
        Assert.Equal(600, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_answer"));
        Assert.Equal(0, await site.Scalar<long>(
            """
            SELECT COUNT(*)
              FROM pulse_tally t
             WHERE n <> (SELECT COUNT(*) FROM pulse_answer a WHERE a.batch_id = t.batch_id AND a.score = t.score)
            """));
        Assert.Equal(0, await site.Scalar<long>(
            """
            SELECT COUNT(*)
              FROM pulse_batch b
             WHERE closed_at IS NOT NULL AND wanted <> (SELECT SUM(n) FROM pulse_tally t WHERE t.batch_id = b.id)
            """));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_batch WHERE wanted NOT BETWEEN 5 AND 10"));
    }

    [Fact]
    public async Task The_figures_say_who_agrees_and_forget_after_ninety_days()
    {
        await using var site = await ResidentSite.Start();
        Assert.Contains("No answers yet", await Public(site), StringComparison.Ordinal);
        var store = site.App.Get<PulseStore>();
        for (var i = 0; i < 60; i++) // all agree with the second, and half with the third
            await store.Add(CaseCode.NewForm(), new Dictionary<int, int> { [2] = 4 + i % 2, [3] = i % 2 == 0 ? 4 : 2 }, CancellationToken.None);
        await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        Assert.Contains("All but fewer than 5 agree", await Public(site), StringComparison.Ordinal);
        Assert.DoesNotContain("100% agree", await Public(site), StringComparison.Ordinal);
        Assert.Contains("Tous d’accord, sauf moins de 5", (await site.Browser().Get("/fr")).Text, StringComparison.Ordinal);
        var file = (await site.Browser().Get("/data/home.csv")).Text;
        Assert.Contains("pulse,statement: 2,agree,,percent", file, StringComparison.Ordinal);
        Assert.Contains("all but fewer than 5", file, StringComparison.Ordinal);
        Assert.Matches("pulse,statement: 3,agree,(4[5-9]|5[0-5]),percent", file); // as far as it was published
        site.Clock.Advance(PulseStore.Shown + TimeSpan.FromMinutes(1));
        await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        Assert.DoesNotContain("% agree", await Public(site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_browser_answers_once_in_thirty_days()
    {
        await using var site = await ResidentSite.Start();
        using var browser = site.Browser();
        var answered = await browser.Post("/en/pulse", FormBrowser.Fields(("form", await Form(browser)), ("s1", "4"), ("s3", "2")));
        Assert.Equal("/en/pulse?done=1", answered.Location);
        Assert.Contains("Thank you", (await browser.Get(answered.Location!)).Text, StringComparison.Ordinal);
        await browser.Post("/en/pulse", FormBrowser.Fields(("form", CaseCode.NewForm()), ("s1", "5")));
        Assert.Equal(2, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_answer"));
        site.Clock.Advance(PulseGiven.Every);
        await browser.Post("/en/pulse", FormBrowser.Fields(("form", await Form(browser)), ("s1", "5")));
        Assert.Equal(3, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_answer"));
    }

    [Fact]
    public async Task Sent_twice_it_counts_once_and_nonsense_not_at_all()
    {
        await using var site = await ResidentSite.Start();
        using var one = site.Browser();
        using var other = site.Browser(); // the same form, as when the first answer was lost
        var form = await Form(one);
        await one.Post("/en/pulse", FormBrowser.Fields(("form", form), ("s1", "4")));
        await other.Post("/en/pulse", FormBrowser.Fields(("form", form), ("s1", "4")));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_answer"));
        using var third = site.Browser();
        foreach (var score in new[] { "0", "6", "-1", "x", "" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity,
                (await third.Post("/en/pulse", FormBrowser.Fields(("form", await Form(third)), ("s1", score)))).Status);
        third.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await third.Post("/en/pulse", FormBrowser.Fields(("form", form), ("s2", "1")))).Status);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM pulse_answer"));
    }

    private static async Task<string> Form(FormBrowser browser) => Hidden().Match((await browser.Get("/en/pulse")).Text).Groups[1].Value;

    /// <summary>The part of the home page, and the open data, in which the pulse stands.</summary>
    private static async Task<string> Public(ResidentSite site)
    {
        using var browser = site.Browser();
        var page = (await browser.Get("/en")).Text;
        var rows = (await browser.Get("/data/home.csv")).Text.Split('\n').Where(line => line.StartsWith("pulse", StringComparison.Ordinal));
        return page[page.IndexOf("id=\"pulse\"", StringComparison.Ordinal)..page.IndexOf("<footer", StringComparison.Ordinal)]
            + string.Join('\n', rows);
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
