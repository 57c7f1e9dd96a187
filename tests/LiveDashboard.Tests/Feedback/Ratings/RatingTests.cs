using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Feedback.Ratings;

public sealed class RatingTests
{
    private const string Never = "The first figure appears after 20 ratings or more";

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_that_anybody_can_see_moves_before_enough_have_rated(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var published = new List<long> { 0 };
        var before = await Public(site);
        for (var i = 0; i < 50; i++)
        {
            await Rate(site, await Answered(site), RatingStore.Ratings[i % 3]);
            var seen = await site.Scalar<long>("SELECT seen FROM rating_published");
            var now = await Public(site);
            if (seen == published[^1]) Assert.Equal(before, now);
            else published.Add(seen);
            before = now;
        }
        Assert.All(published.Zip(published.Skip(1), (one, next) => next - one), step => Assert.InRange(step, 5, 10));
        Assert.InRange(published.Count, 5, 11);
        Assert.Empty(await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_changes_the_rating_counts_once_by_the_last_word_and_moves_nothing_alone(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var cases = new List<string>();
        while (await site.Scalar<long>("SELECT n FROM rating_published") < 30)
        {
            cases.Add(await Answered(site));
            await Rate(site, cases[^1], "yes");
        }
        var first = await Public(site);
        Assert.Contains("All but fewer than 5", first, StringComparison.Ordinal); // nobody said anything else
        site.Clock.Advance(TimeSpan.FromDays(6));
        foreach (var one in cases.Take(10)) await Rate(site, one, "no");
        Assert.Equal(first, await Public(site)); // ten of them, and no newcomer
        while (await Public(site) == first) await Rate(site, await Answered(site), "yes");
        var n = await site.Scalar<long>("SELECT n FROM rating_published");
        var helped = await site.Scalar<long>("SELECT helped FROM rating_published");
        Assert.Equal(n - 10, helped);
        Assert.Equal(await site.Scalar<long>("SELECT COUNT(*) FROM case_rating"), n);
        Assert.Empty(await site.Differences());
        site.Clock.Advance(TimeSpan.FromDays(2));
        Assert.False(await Rate(site, cases[0], "yes"));
    }

    [Fact]
    public async Task The_figure_is_the_share_that_says_yes_on_the_page_in_the_data_and_on_the_board()
    {
        await using var site = await ResidentSite.Start();
        Assert.Contains(Never, await Public(site), StringComparison.Ordinal);
        Assert.Contains("No ratings yet", await Public(site), StringComparison.Ordinal);
        var few = false;
        for (var i = 0; await site.Scalar<long>("SELECT n FROM rating_published") < 20; i++)
        {
            await Rate(site, await Answered(site), i % 2 == 0 ? "yes" : "partly");
            var page = await Public(site);
            few |= page.Contains("Too few to show", StringComparison.Ordinal);
            if (await site.Scalar<long>("SELECT n FROM rating_published") < 20)
                Assert.DoesNotContain("% say yes", page, StringComparison.Ordinal);
        }
        Assert.True(few);
        var n = await site.Scalar<long>("SELECT n FROM rating_published");
        var helped = await site.Scalar<long>("SELECT helped FROM rating_published");
        var share = Math.Round(100.0 * helped / n).ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"{share}% say yes", await Public(site), StringComparison.Ordinal);
        Assert.Contains($"answer-helped,,yes,{share},percent,{n}", await Public(site), StringComparison.Ordinal);
        using var browser = site.Browser();
        Assert.Contains("disent oui", (await browser.Get("/fr")).Text, StringComparison.Ordinal);
        var board = (await browser.Get("/api/v1/boards/home?lang=en")).Text;
        Assert.Contains($"{share}% say yes", board, StringComparison.Ordinal);
        Assert.Contains("id=\"helped\"", (await browser.Get("/fr/method")).Text, StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromDays(RatingStore.Days));
        Assert.Contains("No ratings yet", await Public(site), StringComparison.Ordinal);
        Assert.Contains(Never, await Public(site), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whatever_residents_say_in_whatever_order_the_tables_count_their_last_words(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var words = Gen.Choose(0, 5).SelectMany(_ => Gen.Choose(0, 2), (who, said) => (Who: who, Said: said))
            .SelectMany(_ => Gen.Choose(0, 4), (word, days) => (word.Who, word.Said, Days: days)).ArrayOf();
        var runs = Config.QuickThrowOnFailure.WithMaxTest(engine == Engine.Sqlite ? 12 : 6)
            .WithStartSize(5).WithEndSize(25);
        Prop.ForAll(Arb.From(words), history => Task.Run(() => Play(site, history)).GetAwaiter().GetResult())
            .Check(runs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_recount_notices_one_wrong_number(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        await Rate(site, await Closed(site), "yes");
        Assert.Empty(await site.Differences());
        foreach (var wrong in new[]
        {
            "UPDATE rating_day SET n = n + 1", "UPDATE rating_day SET n = n - 1, rating = 'no'",
            "UPDATE case_rating SET day = day + 1", "UPDATE closed_quarter SET closed = closed + 1",
            "UPDATE closed_quarter SET rated = 0",
        })
        {
            var before = (await site.Differences()).Count;
            await site.App.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(turn.Connection, wrong));
            Assert.True((await site.Differences()).Count > before, wrong);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_staff_closed_and_nobody_rated_stands_beside_the_share_and_moves_with_it_alone(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        Assert.Contains("Not counted yet", await Public(site), StringComparison.Ordinal);
        for (var i = 0; i < 13; i++) await Closed(site);
        var rated = 0;
        while (await site.Scalar<long>("SELECT n FROM rating_published") < 20)
        {
            Assert.DoesNotContain("not rated", await Public(site), StringComparison.Ordinal);
            await Rate(site, await Closed(site), rated++ % 2 == 0 ? "yes" : "partly");
        }
        Assert.Equal(13 + rated, await site.Scalar<long>("SELECT closed FROM rating_published"));
        Assert.Equal(13, await site.Scalar<long>("SELECT unrated FROM rating_published"));
        var shown = (13 + rated) / 5 * 5;
        var published = await Public(site);
        Assert.Contains("10 were not rated", published, StringComparison.Ordinal);
        Assert.Contains($"answer-helped,,closed,{shown},messages,{shown}", published, StringComparison.Ordinal);
        Assert.Contains($"answer-helped,,not-rated,10,messages,{shown}", published, StringComparison.Ordinal);
        Assert.Matches($"data-key=\"helped-closed\"[^>]*>{shown}<", published);
        using var browser = site.Browser();
        Assert.Contains("10 sans avis", (await browser.Get("/fr")).Text, StringComparison.Ordinal);
        for (var i = 0; i < 12; i++) await Closed(site);
        Assert.Equal(published, await Public(site)); // until enough have rated again
        Assert.Empty(await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whatever_staff_and_residents_do_at_once_the_closed_and_the_rated_are_counted(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var random = new Random(45);
        var cases = new List<string>();
        for (var i = 0; i < 6; i++) cases.Add(await Answered(site));
        string[] acts =
            [EventKind.Resolved, EventKind.Resolved, EventKind.Reopened, EventKind.Withheld, EventKind.Restored];
        for (var round = 0; round < 25; round++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(random.Next(0, 40)));
            var next = Enumerable.Range(0, 5).Select(_ => (Case: cases[random.Next(6)], Act: random.Next(7))).ToArray();
            await Task.WhenAll(next.Select(one => one.Act < acts.Length ? site.Say(one.Case, acts[one.Act], "")
                : Rate(site, one.Case, RatingStore.Ratings[one.Act - acts.Length])));
            Assert.Empty(await site.Differences());
        }
        Assert.True(await site.Scalar<long>("SELECT CAST(SUM(rated) AS BIGINT) FROM closed_quarter") > 0);
    }

    [PostgresFact]
    public async Task Two_nodes_that_take_one_residents_words_at_once_count_one_resident()
    {
        await using var site = await ResidentSite.Start(Engine.Postgres);
        await using var other = await DashboardApp.Start(
            Engine.Postgres, with: services => services.AddSingleton<TimeProvider>(site.Clock), beside: site.App);
        for (var round = 0; round < 15; round++)
        {
            var id = await Answered(site);
            await Task.WhenAll(
                Rate(site, id, "yes"), other.Get<RatingStore>().Rate(id, "no", CancellationToken.None),
                Rate(site, id, "partly"), other.Get<RatingStore>().Rate(id, "yes", CancellationToken.None));
        }
        Assert.Equal(15, await site.Scalar<long>("SELECT CAST(SUM(n) AS BIGINT) FROM rating_day"));
        Assert.Empty(await site.Differences());
    }

    private static async Task Play(ResidentSite site, IReadOnlyList<(int Who, int Said, int Days)> history)
    {
        var cases = new List<string>();
        for (var i = 0; i < 6; i++) cases.Add(await Answered(site));
        var last = new Dictionary<int, (DateTimeOffset First, string Said)>();
        foreach (var (who, said, days) in history)
        {
            site.Clock.Advance(TimeSpan.FromDays(days));
            var now = site.Clock.GetUtcNow();
            var allowed = !last.TryGetValue(who, out var before) || now - before.First <= RatingStore.AgainWithin;
            Assert.Equal(allowed, await Rate(site, cases[who], RatingStore.Ratings[said]));
            if (allowed) last[who] = (before.Said is null ? now : before.First, RatingStore.Ratings[said]);
        }
        foreach (var (who, one) in last)
            Assert.Equal(one.Said, await site.Scalar<string>(
                $"SELECT rating FROM case_rating WHERE case_id = '{cases[who]}'"));
        Assert.Empty(await site.Differences());
    }

    private static async Task<string> Answered(ResidentSite site)
    {
        var (receipt, _) = await site.Send();
        await site.Reply(receipt.CaseId);
        return receipt.CaseId;
    }

    private static async Task<string> Closed(ResidentSite site)
    {
        var id = await Answered(site);
        await site.Say(id, EventKind.Resolved, "", "done");
        return id;
    }

    private static Task<bool> Rate(ResidentSite site, string caseId, string rating) =>
        site.App.Get<RatingStore>().Rate(caseId, rating, CancellationToken.None);

    /// <summary>All that stands of it on the home page and in the open data.</summary>
    private static async Task<string> Public(ResidentSite site)
    {
        await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        using var browser = site.Browser();
        var page = (await browser.Get("/en")).Text;
        var rows = (await browser.Get("/data/home.csv")).Text.Split('\n')
            .Where(line => line.StartsWith(RatingFigures.SourceName, StringComparison.Ordinal))
            .Select(line => string.Join(',', line.Split(',')[..^2])); // without the time of the board, and what follows
        var from = page.IndexOf("id=\"pulse\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("<footer", StringComparison.Ordinal)]
            + string.Join('\n', rows);
    }
}
