using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Cases;

public sealed class CaseLedgerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_5_neither_an_automatic_mail_nor_an_internal_note_stops_the_clock(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var id = await test.Received(3 * Hour); // 09:00
        var received = test.Clock.GetUtcNow() - 3 * Hour;
        await test.Happened(id, EventKind.Acknowledged, received + TimeSpan.FromSeconds(5));
        await test.Happened(id, EventKind.Noted, received + TimeSpan.FromMinutes(30));
        Assert.Equal(1, await Waiting(test));

        await test.Happened(id, EventKind.Replied, received + 2 * Hour);
        Assert.Equal(2 * Hour, await ReplyTime(test, id));
        Assert.Equal(0, await Waiting(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_6_a_reopened_case_counts_to_its_last_resolution_and_its_first_reply(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var id = await test.Received(60 * Hour, answeredAfter: 2 * Hour);
        var received = test.Clock.GetUtcNow() - 60 * Hour;
        await test.Happened(id, EventKind.Resolved, received + 10 * Hour);
        await test.Happened(id, EventKind.Reopened, received + 20 * Hour);
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM case_clock WHERE resolved_at IS NOT NULL"));
        await test.Happened(id, EventKind.Resolved, received + 50 * Hour);

        Assert.Equal((50 * Hour).TotalMilliseconds, await test.Scalar<long>("SELECT resolved_at - received_at FROM case_clock"));
        Assert.Equal(1, await test.Scalar<long>("SELECT reopened FROM case_clock"));
        Assert.Equal(2 * Hour, await ReplyTime(test, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_7_the_target_of_the_day_of_receipt_holds_though_it_was_changed_later(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var change = test.Clock.GetUtcNow() - 70 * Hour;
        await test.Promise(72 * Hour, to: change);
        await test.Promise(48 * Hour, from: change);

        await test.Received(90 * Hour, answeredAfter: 60 * Hour);
        Assert.Equal(1, await test.Scalar<long>("SELECT met FROM reply_day WHERE scope_kind = 'all'"));
        Assert.Equal(0, await test.Scalar<long>("SELECT late FROM reply_day WHERE scope_kind = 'all'"));

        await test.Received(69 * Hour, answeredAfter: 60 * Hour);
        Assert.Equal(1, await test.Scalar<long>("SELECT CAST(SUM(late) AS BIGINT) FROM reply_day WHERE scope_kind = 'all'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_most_specific_target_wins_and_the_category_comes_first(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(4 * Hour);
        await test.Promise(3 * Hour, kind: CaseKind.Concern);
        await test.Promise(2 * Hour, category: "lights");
        await test.Promise(1 * Hour, kind: CaseKind.Concern, category: "lights");
        async Task<double> Due(string kind, string category)
        {
            var id = await test.Received(TimeSpan.Zero, facts: new CaseFacts(kind, category, ""));
            return await test.Scalar<long>("SELECT due_at - received_at FROM case_clock WHERE case_id = @id", new { id }) / Hour.TotalMilliseconds;
        }
        Assert.Equal(4, await Due(CaseKind.Question, "noise"));
        Assert.Equal(3, await Due(CaseKind.Concern, "noise"));
        Assert.Equal(2, await Due(CaseKind.Question, "lights"));
        Assert.Equal(1, await Due(CaseKind.Concern, "lights"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Praise_and_suggestions_are_counted_apart_from_the_headline(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Received(Hour, facts: new CaseFacts(CaseKind.Praise, "", ""));
        await test.Received(Hour, facts: new CaseFacts(CaseKind.Suggestion, "", ""));
        await test.Received(Hour, facts: new CaseFacts(CaseKind.Question, "", ""));
        Assert.Equal(1, await test.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
        Assert.Equal(
            [CaseKind.Praise, CaseKind.Suggestion],
            await test.Query<string>("SELECT scope_id FROM reply_total WHERE scope_kind = 'kind' ORDER BY scope_id"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_withheld_case_leaves_every_count_and_a_restored_one_is_back(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var id = await test.Received(2 * Hour, answeredAfter: Hour);
        await test.Happened(id, EventKind.Withheld, test.Clock.GetUtcNow());
        Assert.Equal(0, await test.Scalar<long>("SELECT CAST(SUM(received) AS BIGINT) FROM reply_total"));
        await test.Happened(id, EventKind.Restored, test.Clock.GetUtcNow());
        Assert.Equal(1, await test.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
        Assert.Empty(await test.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_voided_reply_starts_the_clock_again_and_a_voided_receipt_ends_it(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var id = await test.Received(2 * Hour, answeredAfter: Hour);
        await test.Happened(id, EventKind.Corrected, test.Clock.GetUtcNow(), voids: 2);
        Assert.Equal(1, await Waiting(test));
        await test.Happened(id, EventKind.Corrected, test.Clock.GetUtcNow(), voids: 1);
        Assert.Equal(0, await Waiting(test));
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM case_clock"));
        Assert.Empty(await test.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_receipt_that_moves_to_another_day_restates_both(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var now = test.Clock.GetUtcNow();
        var id = await test.Received(TimeSpan.Zero);
        Assert.Empty(await test.Query<long>("SELECT day FROM restated_day"));
        await test.Ledger.Record(
            [],
            [
                new NewEvent(id, EventKind.Corrected, now, null, 1),
                new NewEvent(id, EventKind.Received, now - TimeSpan.FromDays(3), CaseStory.Concern),
            ],
            CancellationToken.None);
        var today = test.Station.Today.Number();
        Assert.Equal([today - 3, today], await test.Query<long>("SELECT day FROM restated_day ORDER BY day"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_number_of_the_same_source_is_one_case(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        NewCase Imported(string source) => new(CaseId.New(), source, "4711", null);
        await test.Ledger.Record([Imported("council")], [], CancellationToken.None);
        await test.Ledger.Record([Imported("campus")], [], CancellationToken.None);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => test.Ledger.Record([Imported("council")], [], CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Days_are_the_stations_not_the_servers(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        test.Clock.MoveTo(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        // 23:30 UTC in summer is 00:30 of the next day in London.
        await test.Ledger.Record(
            [new NewCase("night", "web", null, null)],
            [new NewEvent("night", EventKind.Received, new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero), CaseStory.Concern)],
            CancellationToken.None);
        Assert.Equal(new DateOnly(2026, 7, 1), StationDays.Day(await test.Scalar<long>("SELECT received_day FROM case_clock")));
    }

    private static async Task<TimeSpan> ReplyTime(TestDatabase test, string id) => TimeSpan.FromMilliseconds(
        await test.Scalar<long>("SELECT replied_at - received_at FROM case_clock WHERE case_id = @id", new { id }));

    private static Task<long> Waiting(TestDatabase test) => test.Scalar<long>(
        "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM waiting_hour WHERE scope_kind = 'all'");
}
