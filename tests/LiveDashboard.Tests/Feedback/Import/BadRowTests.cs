using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>A row that cannot be a case is skipped, listed by its line with the reason, and holds up no other.</summary>
public sealed class BadRowTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Bad_rows_are_listed_by_line_and_reason_and_the_good_ones_are_imported(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await using var importing = new Importing(test);
        var result = await importing.Rows(
            $"""
            good-1,2026-05-01T10:00:00Z,2026-05-01T12:00:00Z,Lights,North,"a
            message of
            three lines"
            before,2026-05-02T10:00:00Z,2026-05-02T09:59:59Z,Lights,North,
            format,02/05/2026,,Lights,North,
            ,2026-05-02T10:00:00Z,,Lights,North,
            long,2026-05-02T10:00:00Z,,{new string('x', 81)},North,
            far,2026-05-02T10:00:00Z,,Lights,{new string('y', 81)},
            novel,2026-05-02T10:00:00Z,,Lights,North,{new string('z', 2001)}
            {new string('9', 101)},2026-05-02T10:00:00Z,,Lights,North,
            future,2030-01-01T00:00:00Z,,Lights,North,
            later,2026-05-02T10:00:00Z,2030-01-01T00:00:00Z,Lights,North,
            broken,2026-05-02T10:00:00Z,,"Lig
            hts",North,
            good-2,2026-05-02T10:00:00Z,,Lights,North,

            """);

        (long Line, string Id, string Reason)[] expected =
        [
            (5, "before", "replied before it was received"),
            (6, "format", "received: time not in the format iso: 02/05/2026"),
            (7, "", "no id"),
            (8, "long", "category longer than 80 characters"),
            (9, "far", "area longer than 80 characters"),
            (10, "novel", "subject longer than 2000 characters"),
            (11, new string('9', 100) + "…", "id longer than 100 characters"),
            (12, "future", "received in the future"),
            (13, "later", "replied in the future"),
            (14, "broken", "control character or line break in the category"),
        ];
        Assert.Equal(expected, Importing.Skipped(result));
        Assert.Equal((12, 2, 10), (result.Read, result.Counts.Added, result.Skipped));
        Assert.Equal(10, result.Reasons.Values.Sum());
        Assert.Equal(["good-1", "good-2"], (await importing.Cases()).Select(one => one.ExternalId));
        Assert.Equal("a\nmessage of\nthree lines", (await importing.Cases())[0].Subject);
        Assert.Empty(await test.Differences());
    }

    [Fact]
    public async Task A_time_that_the_clock_change_skips_is_refused_and_one_that_it_repeats_is_its_first_pass()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        var local = Importing.Plain with { TimeFormat = "yyyy-MM-dd HH:mm:ss", TimeZone = "Europe/London" };
        var result = await importing.Text(
            Importing.Header
            + "skipped,2026-03-29 01:30:00,,,,\nrepeated,2025-10-26 01:30:00,2025-10-26 01:45:00,,,\nplain,2026-01-10 01:30:00,,,,\n", local);

        Assert.Equal([(2L, "skipped", "received: time skipped by the clock change: 2026-03-29 01:30:00")], Importing.Skipped(result));
        var repeated = (await importing.Cases()).Single(one => one.ExternalId == "repeated");
        Assert.Equal(Ms("2025-10-26T00:30:00Z"), repeated.ReceivedAt);
        Assert.Equal(Ms("2025-10-26T00:45:00Z"), repeated.RepliedAt);
    }

    [Fact]
    public async Task A_time_without_a_zone_is_in_the_zone_of_the_profile_and_one_with_a_zone_is_not()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        await importing.Text(
            Importing.Header
            + "a,2026-05-01 10:00,,,,\nb,2026-05-01T10:00:00.5,,,,\nc,2026-05-01T10:00Z,,,,\nd,2026-05-01T10:00:00-04:00,,,,\ne,2026-05-01,,,,\n",
            Importing.Plain with { TimeZone = "Europe/London" });
        Assert.Equal(
            new[] { "2026-05-01T09:00:00Z", "2026-05-01T09:00:00.5Z", "2026-05-01T10:00:00Z", "2026-05-01T14:00:00Z", "2026-04-30T23:00:00Z" }.Select(Ms),
            (await importing.Cases()).Select(one => one.ReceivedAt));
    }

    [Fact]
    public async Task A_file_of_bad_rows_alone_is_refused_with_the_first_reason_and_writes_nothing()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        var contents = await importing.Contents();
        var refusal = await Assert.ThrowsAsync<UnreadableFileException>(() => importing.Rows("1,yesterday,,,,\n2,today,,,,\n"));
        Assert.Contains("line 2: received: time not in the format", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(contents, await importing.Contents());
    }

    [Theory, InlineData("\r\n"), InlineData("\n")]
    public async Task A_byte_order_mark_and_any_line_ends_are_read(string end)
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        var text = "\uFEFF" + (Importing.Header + "1,2026-05-01T10:00:00Z,,Été,North,\n").Replace("\n", end, StringComparison.Ordinal);
        Assert.Equal(1, (await importing.Text(text, Importing.Plain)).Counts.Added);
        Assert.Equal("Été", (await importing.Cases()).Single().Category);
    }

    private static long Ms(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
