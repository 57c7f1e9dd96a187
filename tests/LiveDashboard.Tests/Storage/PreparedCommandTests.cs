using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

public sealed class PreparedCommandTests
{
    private const string Insert = "INSERT INTO category (id, name, added_at) VALUES (@id, @name, @at)";

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_row_has_its_own_values_also_those_that_the_row_before_had(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var longText = new string('é', 200);
        await test.Lane.Write(async turn =>
        {
            await using var insert = new PreparedCommand(turn.Connection, Insert, "id", "name", "at");
            await insert.Run("a", "one", 1L);
            await insert.Run("b", "two", 1L);
            await insert.Run("c", "", 2L); // empty is not NULL, which the column would refuse
            await insert.Run("d", "naïve 🛟", 2L);
            await insert.Run("e", longText, long.MaxValue);
            await insert.Finish();
        });
        Assert.Equal(
            ["a|one|1", "b|two|1", "c||2", "d|naïve 🛟|2", $"e|{longText}|{long.MaxValue}"],
            await test.Query<string>("SELECT id || '|' || name || '|' || CAST(added_at AS TEXT) FROM category ORDER BY id"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_value_that_follows_null_and_null_that_follows_a_value_arrive(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Lane.Write(async turn =>
        {
            await using var insert = new PreparedCommand(turn.Connection,
                "INSERT INTO feedback_case (id, source, external_id, added_at) VALUES (@id, 'web', @external, 0)", "id", "external");
            await insert.Run("a", null);
            await insert.Run("b", "b");
            await insert.Run("c", null);
            await insert.Finish();
        });
        Assert.Equal([null, "b", null], await test.Query<string?>("SELECT external_id FROM feedback_case ORDER BY id"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task More_rows_than_are_sent_at_once_all_arrive_and_a_refused_one_takes_all_of_its_item_back(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        Task Add(string prefix, int rows, string? refused = null) => test.Lane.Write(async turn =>
        {
            await using var insert = new PreparedCommand(turn.Connection, Insert, "id", "name", "at");
            for (var i = 0; i < rows; i++) await insert.Run($"{prefix}{i}", $"{prefix}{i}", 0L);
            if (refused is not null) await insert.Run("other", refused, 0L);
            await insert.Finish();
        });
        await Add("a", 1201);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Add("b", 700, refused: "a7"));
        Assert.Equal(1201, await test.Scalar<long>("SELECT COUNT(*) FROM category"));
    }

    [Theory, OnPostgres]
    public async Task The_temporary_tables_hold_no_dead_rows_after_a_commit(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Received(TimeSpan.FromHours(1));
        Assert.Equal(1, await test.Scalar<long>("SELECT COUNT(*) FROM case_clock"));
        Assert.Equal(0, await test.Lane.Write(turn =>
            turn.Connection.ExecuteScalarAsync<long>("SELECT pg_relation_size('touched_case') + pg_relation_size('touched_clock')")));
    }
}
