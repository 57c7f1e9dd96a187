using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

public sealed class JointItemTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_waits_is_written_together_and_each_gets_its_own_answer(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var names = new Names();
        var answers = await Queued(test, names, "a", "b", "c");
        Assert.Equal(["a with 3", "b with 3", "c with 3"], answers);
        Assert.Equal(["a", "b", "c"], await Stored(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_left_out_is_written_alone(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var answers = await Queued(test, new Names(leftOut: "b"), "a", "b", "c");
        Assert.Equal(["a with 3", "b alone", "c with 3"], answers);
        Assert.Equal(["a", "b", "c"], await Stored(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task When_one_spoils_it_for_all_each_is_written_alone_and_only_that_one_fails(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var names = new Names();
        Task<string>[] writes = [Write(test, names, "a"), Write(test, names, "a"), Write(test, names, "b")];
        await gate.Open();
        Assert.Equal("a alone", await writes[0]);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => writes[1]);
        Assert.Equal("b alone", await writes[2]);
        Assert.Equal(["a", "b"], await Stored(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_waits_alone_is_written_alone(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        Assert.Equal(["a alone"], await Queued(test, new Names(), "a"));
    }

    private static async Task<string[]> Queued(TestDatabase test, Names names, params string[] given)
    {
        var gate = await LaneGate.Close(test.Lane);
        var writes = given.Select(name => Write(test, names, name)).ToArray();
        await gate.Open();
        return await Task.WhenAll(writes);
    }

    private static Task<string> Write(TestDatabase test, Names names, string name) => test.Lane.Write(names, name, async turn =>
    {
        await Names.Insert(turn, name);
        return $"{name} alone";
    });

    private static Task<List<string>> Stored(TestDatabase test) =>
        test.Query<string>("SELECT name FROM setting ORDER BY name");

    private sealed class Names(string? leftOut = null) : ITogether<string, string>
    {
        public async Task<IReadOnlyList<string?>> Write(WriteTurn turn, IReadOnlyList<string> items)
        {
            foreach (var name in items.Where(name => name != leftOut)) await Insert(turn, name);
            return [.. items.Select(name => name == leftOut ? null : $"{name} with {items.Count}")];
        }

        public static Task Insert(WriteTurn turn, string name) =>
            turn.Connection.ExecuteAsync("INSERT INTO setting (name, value) VALUES (@name, '')", new { name });
    }
}
