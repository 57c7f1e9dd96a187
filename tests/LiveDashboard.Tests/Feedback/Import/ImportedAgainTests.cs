using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>A file may come again, whole or corrected: nothing is doubled, and what was told is never rewritten.</summary>
public sealed class ImportedAgainTests
{
    private const string First =
        """
        1,2026-05-01T10:00:00Z,2026-05-01T14:00:00Z,Lights,North,one
        2,2026-05-02T10:00:00Z,2026-05-03T10:00:00Z,Noise,North,two
        3,2026-05-03T10:00:00Z,,Lights,South,three
        4,2026-06-09T10:00:00Z,2026-06-09T11:00:00Z,Lights,South,four

        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_file_again_changes_nothing(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await using var importing = new Importing(test);
        await importing.Rows(First);
        var contents = await importing.Contents();

        var again = await importing.Rows(First);

        Assert.Equal((0L, 0L, 4L), (again.Counts.Added, again.Counts.Changed, again.Counts.Unchanged));
        Assert.Equal(contents, await importing.Contents());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_corrected_row_voids_what_was_wrong_and_the_right_day_is_counted_anew(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(TimeSpan.FromHours(72));
        await using var importing = new Importing(test);
        await importing.Rows(First);
        var before = await Events(test);
        test.Clock.Advance(TimeSpan.FromMinutes(1));

        var result = await importing.Rows(First
            .Replace("2026-05-01T14:00:00Z", "2026-05-05T14:00:00Z", StringComparison.Ordinal) // answered later than was said
            .Replace("Noise", "Traffic", StringComparison.Ordinal)                             // about something else
            .Replace("4,2026-06-09T10:00:00Z,2026-06-09T11:00:00Z", "4,2026-06-09T10:00:00Z,", StringComparison.Ordinal) // open again
            .Replace("3,2026-05-03T10:00:00Z", "3,2026-05-04T10:00:00Z", StringComparison.Ordinal)); // received a day later

        Assert.Equal((0L, 4L, 0L), (result.Counts.Added, result.Counts.Changed, result.Counts.Unchanged));
        var after = await Events(test);
        Assert.Equal(before, after.Take(before.Count)); // as first told, in the order of telling
        Assert.Equal(["corrected", "corrected", "corrected", "corrected", "received", "received", "replied"], after.Skip(before.Count).Select(one => one.Kind).Order());
        var cases = await importing.Cases();
        Assert.Equal(["Lights", "Traffic", "Lights", "Lights"], cases.Select(one => one.Category));
        Assert.Null(cases[3].RepliedAt);
        Assert.Equal(1, await Late(test, "2026-05-01"));
        Assert.Equal(0, await test.Scalar<long>("SELECT COALESCE(SUM(received), 0) FROM reply_day WHERE scope_kind = 'all' AND day = @day", new { day = Day("2026-05-03") }));
        Assert.Equal(1, await test.Scalar<long>("SELECT SUM(received) FROM reply_day WHERE scope_kind = 'all' AND day = @day", new { day = Day("2026-05-04") }));
        Assert.Empty(await test.Differences());

        var contents = await importing.Contents();
        await importing.Rows(First);
        Assert.NotEqual(contents, await importing.Contents()); // corrected back: further events, not fewer
        Assert.Empty(await test.Differences());
    }

    [Fact]
    public async Task Of_two_rows_with_one_number_the_later_counts()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        await importing.Rows("1,2026-05-01T10:00:00Z,,Lights,,\n1,2026-05-01T10:00:00Z,2026-05-01T11:00:00Z,Noise,,\n");
        var one = Assert.Single(await importing.Cases());
        Assert.Equal("Noise", one.Category);
        Assert.NotNull(one.RepliedAt);
    }

    [Fact]
    public async Task The_same_number_in_two_systems_is_two_cases()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        await importing.Rows("1,2026-05-01T10:00:00Z,,Lights,,\n");
        await importing.Text(Importing.Header + "1,2026-05-01T10:00:00Z,,Lights,,\n", Importing.Plain with { Name = "phone" });
        Assert.Equal(2, (await importing.Cases()).Count);
    }

    private static Task<List<(string Case, long Seq, string Kind, long At, long? Voids)>> Events(TestDatabase test) =>
        test.Query<(string, long, string, long, long?)>(
            """
            SELECT c.external_id, e.seq, e.kind, e.at, e.voids
              FROM case_event e JOIN feedback_case c ON c.id = e.case_id
             ORDER BY e.recorded_at, c.external_id, e.seq
            """);

    private static Task<long> Late(TestDatabase test, string day) =>
        test.Scalar<long>("SELECT late FROM reply_day WHERE scope_kind = 'all' AND day = @day", new { day = Day(day) });

    private static long Day(string day) =>
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
