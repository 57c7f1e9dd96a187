using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

public sealed class WriteLaneTests
{
    private const string Insert = "INSERT INTO setting (name, value) VALUES (@name, '')";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_item_that_throws_leaves_nothing_and_the_others_of_its_commit_stand(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var before = Add(test.Lane, "before");
        var thrown = test.Lane.Write(async turn =>
        {
            await turn.Connection.ExecuteAsync(Insert, new { name = "half" });
            throw new InvalidOperationException("changed its mind");
        });
        var refused = test.Lane.Write(async turn =>
        {
            await turn.Connection.ExecuteAsync(Insert, new { name = "other half" });
            await turn.Connection.ExecuteAsync(Insert, new { name = "before" }); // the database refuses the repetition
        });
        var after = Add(test.Lane, "after");
        await gate.Open();

        await before;
        await after;
        Assert.Equal("changed its mind", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => refused);
        Assert.Equal(["after", "before"], await test.Query<string>("SELECT name FROM setting ORDER BY name"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_item_that_throws_wanted_done_before_the_commit_is_not_done(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var thrown = test.Lane.Write(async turn =>
        {
            await turn.Connection.ExecuteAsync("CREATE TEMPORARY TABLE mine (name TEXT)");
            turn.OnceBeforeCommit("mine", connection => connection.ExecuteAsync("DELETE FROM mine"));
            throw new InvalidOperationException("changed its mind");
        });
        var after = Add(test.Lane, "after");
        await gate.Open();

        await after;
        Assert.Equal("changed its mind", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_several_items_want_done_before_the_commit_is_done_once(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var done = 0;
        Task Work(System.Data.Common.DbConnection _) => Task.FromResult(Interlocked.Increment(ref done));
        var gate = await LaneGate.Close(test.Lane);
        var first = test.Lane.Write(turn => { turn.OnceBeforeCommit("sum", Work); return Task.CompletedTask; });
        var thrown = test.Lane.Write(turn =>
        {
            turn.OnceBeforeCommit("sum", Work);
            throw new InvalidOperationException();
        });
        await gate.Open();
        await first;
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        Assert.Equal(1, done);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_acknowledged_is_there_after_a_restart(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Add(test.Lane, $"name {i}")));
        await test.Restart();
        Assert.Equal(300, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_accepted_is_written_before_the_lane_closes(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var writes = Enumerable.Range(0, 50).Select(i => Add(test.Lane, $"name {i}")).ToArray();
        var closing = test.Restart();
        await gate.Open();
        await closing;
        await Task.WhenAll(writes);
        Assert.Equal(50, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));
    }

    [Fact]
    public async Task What_is_acknowledged_is_on_disk_even_if_the_program_is_killed_the_moment_after()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await Add(test.Lane, "acknowledged");

        // What a killed program leaves behind: its files as they are now, with nothing closed.
        var left = TestFolder.New();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(test.Where)!, "dashboard.db*"))
            if (!file.EndsWith("-shm", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        await using (var database = Database.Embedded(Path.Combine(left, "dashboard.db")))
        {
            await using var connection = await database.OpenWriter(CancellationToken.None);
            Assert.Equal("acknowledged", await connection.ExecuteScalarAsync<string>("SELECT name FROM setting"));
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        }
        Directory.Delete(left, recursive: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_full_queue_refuses_and_keeps_what_it_accepted(Engine engine)
    {
        await using var test = await TestDatabase.New(engine, queue: 2);
        var gate = await LaneGate.Close(test.Lane);
        var accepted = new[] { Add(test.Lane, "one"), Add(test.Lane, "two") };
        Assert.Equal(2, test.Lane.Waiting);
        await Assert.ThrowsAsync<WriteLaneFullException>(() => Add(test.Lane, "three"));
        await gate.Open();
        await Task.WhenAll(accepted);
        Assert.Equal(["one", "two"], await test.Query<string>("SELECT name FROM setting ORDER BY name"));
        await Add(test.Lane, "four");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_item_that_is_given_up_before_its_turn_is_not_written(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        using var giveUp = new CancellationTokenSource();
        var gate = await LaneGate.Close(test.Lane);
        var write = test.Lane.Write(
            turn => turn.Connection.ExecuteAsync(Insert, new { name = "given up" }), giveUp.Token);
        await giveUp.CancelAsync();
        await gate.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_commit_that_fails_acknowledges_nobody_and_the_lane_goes_on(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var innocent = Add(test.Lane, "innocent");
        var culprit = test.Lane.Write(turn =>
        {
            turn.OnceBeforeCommit("fails", connection => connection.ExecuteAsync("DELETE FROM there_is_no_such_table"));
            return Task.CompletedTask;
        });
        await gate.Open();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => innocent);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => culprit);
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));

        await Add(test.Lane, "next");
        Assert.Equal(1, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_closed_lane_takes_nothing(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Lane.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Add(test.Lane, "too late"));
    }

    [PostgresFact]
    public async Task Two_nodes_that_lock_each_other_out_both_get_their_turn()
    {
        await using var test = await TestDatabase.New(Engine.Postgres);
        await test.Write("INSERT INTO setting (name, value) VALUES ('a', ''), ('b', '')");
        await using var other = test.AnotherLane();
        var (holdsA, holdsB) = (new TaskCompletionSource(), new TaskCompletionSource());

        Task Both(WriteLane lane, string first, string second, TaskCompletionSource mine,
            TaskCompletionSource theirs) =>
            lane.Write(async turn =>
            {
                await Touch(turn, first);
                mine.TrySetResult();
                await theirs.Task; // the second time both are set, and nobody waits
                await Touch(turn, second);
            });

        await Task.WhenAll(Both(test.Lane, "a", "b", holdsA, holdsB), Both(other, "b", "a", holdsB, holdsA))
            .WaitAsync(LiveClient.Patience);
        Assert.Equal(["xx", "xx"], await test.Query<string>("SELECT value FROM setting ORDER BY name"));

        static Task Touch(WriteTurn turn, string name) =>
            turn.Connection.ExecuteAsync("UPDATE setting SET value = value || 'x' WHERE name = @name", new { name });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connection_for_reading_cannot_write(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await using var reader = await test.Database.Read(CancellationToken.None);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            reader.ExecuteAsync(Insert, new { name = "sneaked in" }));
        await using var snapshot = await test.Database.ReadSnapshot(CancellationToken.None);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => snapshot.Connection.ExecuteAsync(Insert, new { name = "sneaked in" }));
    }

    private static Task Add(WriteLane lane, string name) =>
        lane.Write(turn => turn.Connection.ExecuteAsync(Insert, new { name }));
}
