using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk;
using LiveDashboard.Feedback.Desk.Queue;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Desk;

public sealed class QueueTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Those_who_wait_stand_by_time_left_and_those_without_a_promise_last(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine, promise: false);
        var never = await desk.Case("No promise");
        await desk.Write(
            """
            INSERT INTO target (id, kind, category_id, within_ms, valid_from, valid_to)
            VALUES ('q', 'question', '', 3600000, 0, NULL), ('c', 'concern', '', 14400000, 0, NULL)
            """);
        var concern = await desk.Case("Four hours");
        desk.Clock.Advance(TimeSpan.FromMinutes(90));
        var question = await desk.Case("One hour", kind: CaseKind.Question);
        using var ada = (await desk.Somebody("Ada")).Browser;
        var page = await ada.Get("/staff/desk");
        Assert.Equal([question, concern, never], DeskSite.Lines(page));
        Assert.Contains("2\u00a0h\u00a030\u00a0min left", System.Net.WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.Contains("no promise", page.Text, StringComparison.Ordinal);
        Assert.Contains("3 waiting", page.Text, StringComparison.Ordinal);
        Assert.Equal([question], DeskSite.Lines(await ada.Get("/staff/desk?kind=question")));
        await DeskSite.Act(ada, concern, "Send", ("body", "Done"));
        Assert.Equal([concern], DeskSite.Lines(await ada.Get("/staff/desk?view=answered")));
        Assert.Equal([question, never], DeskSite.Lines(await ada.Get("/staff/desk")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_case_is_on_one_page_of_the_queue(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        await Receive(desk, 230, i => TimeSpan.FromMinutes(i / 2)); // many at the same moment
        using var ada = (await desk.Somebody("Ada")).Browser;
        foreach (var view in new[] { "/staff/desk?who=nobody", "/staff/desk" })
        {
            var seen = new List<string>();
            var address = view;
            while (address.Length > 0)
            {
                var page = await ada.Get(address);
                Assert.Contains("230 waiting", page.Text, StringComparison.Ordinal);
                var lines = DeskSite.Lines(page);
                Assert.InRange(lines.Length, 1, QueueStore.PageSize);
                seen.AddRange(lines);
                var next = System.Text.RegularExpressions.Regex.Match(page.Text, "href=\"([^\"]+)\" rel=\"next\"");
                address = next.Success ? System.Net.WebUtility.HtmlDecode(next.Groups[1].Value) : "";
            }
            Assert.Equal(230, seen.Count);
            Assert.Equal(230, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_views_walk_an_index_and_sort_nothing()
    {
        await using var desk = await DeskSite.Start();
        await Receive(desk, 2000, i => TimeSpan.FromMinutes(i));
        await desk.Write("ANALYZE ;");
        await using var db = await desk.App.Get<Database>().Read(CancellationToken.None);
        foreach (var (statement, index) in new[]
        {
            (QueueStatements.Waiting, "case_clock_due"), (QueueStatements.Answered, "case_clock_answered"),
            (QueueStatements.Withheld, "case_clock_withheld"),
        })
        {
            var plan = await Plan(db, statement);
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("case_event", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN d", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN w", plan, StringComparison.Ordinal);
        }
        Assert.Contains("case_work_assigned", await Plan(db, QueueStatements.Mine), StringComparison.Ordinal);
    }

    private static async Task<string> Plan(System.Data.Common.DbConnection db, string statement) => string.Join('\n',
        (await db.QueryAsync("EXPLAIN QUERY PLAN " + statement, new
        {
            queue = "",
            category = "",
            area = "",
            kind = "",
            narrow = 0L,
            seen = new[] { "desk" },
            assigned = 0L,
            member = "",
            me = "m",
            high = 0L,
            alert = "",
            now = 0L,
            day = 1L,
            hour = 1L,
            never = long.MaxValue,
            at = -1L,
            after = "",
            most = 101,
        })).Select(row => (string)row.detail));

    /// <summary>Cases that were received so long ago each.</summary>
    internal static Task Receive(DeskSite desk, int count, Func<int, TimeSpan> ago)
    {
        var ids = CaseId.NewFamily(count);
        return desk.App.Get<CaseLedger>().Record(
            [.. ids.Select((id, i) => new NewCase(id, "web", null, $"Matter {i}"))],
            [.. ids.Select((id, i) => new NewEvent(id, EventKind.Received, desk.Clock.GetUtcNow() - ago(i), new CaseFacts(CaseKind.Concern, "", "")))],
            CancellationToken.None);
    }
}
