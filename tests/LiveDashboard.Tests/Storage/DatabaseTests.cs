using System.Collections.Concurrent;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveDashboard.Tests.Storage;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Every_opening_for_reading_sets_every_setting_whatever_the_user_before_it_did()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        for (var opening = 0; opening < 3; opening++)
        {
            await using var reader = await test.Database.Read(CancellationToken.None);
            Assert.Equal(1, await reader.ExecuteScalarAsync<long>("PRAGMA query_only"));
            Assert.Equal(5000, await reader.ExecuteScalarAsync<long>("PRAGMA busy_timeout"));
            Assert.Equal(0, await reader.ExecuteScalarAsync<long>("PRAGMA mmap_size"));
            await reader.ExecuteAsync("PRAGMA query_only = 0; PRAGMA busy_timeout = 1; PRAGMA mmap_size = 1048576");
        }
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "5000")]
    [InlineData("mmap_size", "0")]
    [InlineData("secure_delete", "1")]
    [InlineData("trusted_schema", "0")]
    [InlineData("cache_size", "-16384")]
    [InlineData("temp_store", "2")]
    public async Task Every_opening_for_writing_sets(string setting, string value)
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        for (var opening = 0; opening < 2; opening++)
        {
            await using var writer = await test.Database.OpenWriter(CancellationToken.None);
            Assert.Equal(value, await writer.ExecuteScalarAsync<string>($"PRAGMA {setting}"));
        }
    }

    [Fact]
    public async Task One_sqlite_library_is_loaded_and_it_is_new_enough()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        var version = SqliteLibrary.Load();
        Assert.Equal(version, await test.Scalar<string>("SELECT sqlite_version()"));
        Assert.True(Version.Parse(version) >= new Version(3, 35), version);
        if (!OperatingSystem.IsLinux()) return;
        var mapped = File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^1])
            .Where(file => Path.GetFileName(file).Contains("sqlite3.so", StringComparison.Ordinal)).Distinct();
        Assert.Contains(
            SqliteLibrary.IsSystem ? "libsqlite3.so" : "e_sqlite3.so", Assert.Single(mapped), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sixty_four_snapshots_at_once_each_see_one_moment_while_others_write(Engine engine)
    {
        const long Total = 1000;
        await using var test = await TestDatabase.New(engine);
        await test.WriteDirectly(
            connection => connection.ExecuteAsync("CREATE TABLE purse (id TEXT PRIMARY KEY, coins BIGINT NOT NULL)"));
        await test.Write("INSERT INTO purse (id, coins) VALUES ('left', @Total), ('right', 0)", new { Total });

        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await test.Lane.Write(async turn =>
                {
                    await turn.Connection.ExecuteAsync("UPDATE purse SET coins = coins - 1 WHERE id = 'left'");
                    await turn.Connection.ExecuteAsync("UPDATE purse SET coins = coins + 1 WHERE id = 'right'");
                });
        });
        var seen = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Look(test.Database))));
        await stop.CancelAsync();
        await writing;

        Assert.All(seen.SelectMany(sums => sums), sum => Assert.Equal(Total, sum));
    }

    // The pool looks for what nobody has given back only while it grows; one reader in tens of thousands then got another's.
    [Fact]
    public async Task Nobody_is_lent_a_connection_that_another_reads_on()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        var (lent, twice) = (new ConcurrentDictionary<sqlite3, bool>(), 0);
        for (var wave = 0; wave < 300; wave++)
        {
            using var reading = new BlockingCollection<SqliteConnection>();
            var givingBack = Enumerable.Range(0, 2).Select(_ => Thread(() =>
            {
                foreach (var connection in reading.GetConsumingEnumerable())
                {
                    lent.TryRemove(connection.Handle!, out bool _);
                    connection.Dispose();
                }
            })).ToArray();
            for (var reader = 0; reader < 200; reader++)
            {
                var connection = (SqliteConnection)await test.Database.Read(CancellationToken.None);
                if (!lent.TryAdd(connection.Handle!, true)) twice++;
                reading.Add(connection);
            }
            reading.CompleteAdding();
            await Task.WhenAll(givingBack);
            using var any = (SqliteConnection)await test.Database.Read(CancellationToken.None);
            SqliteConnection.ClearPool(any);
        }
        Assert.Equal(0, twice);

        static Task Thread(Action run) =>
            Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static async Task<List<long>> Look(Database database)
    {
        var sums = new List<long>();
        for (var look = 0; look < 10; look++)
        {
            await using var snapshot = await database.ReadSnapshot(CancellationToken.None);
            var left = await snapshot.Connection.ExecuteScalarAsync<long>("SELECT coins FROM purse WHERE id = 'left'");
            await Task.Yield();
            sums.Add(left
                + await snapshot.Connection.ExecuteScalarAsync<long>("SELECT coins FROM purse WHERE id = 'right'"));
        }
        return sums;
    }
}
