using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveDashboard.Tests.Helpers;

/// <summary>A real database with its write lane and no web around it, of one test alone.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _where;
    private readonly int _queue;

    private TestDatabase(Engine engine, string where, int queue, TimeZoneInfo zone)
    {
        (Engine, _where, _queue) = (engine, where, queue);
        Station = new StationTime(Clock, zone);
        Database = Open();
        Lane = NewLane();
    }

    public static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public Engine Engine { get; }
    public FakeClock Clock { get; } = new();
    public StationTime Station { get; }
    public FigureSignal Signal { get; } = new(TestMetrics.New());
    public Database Database { get; private set; }
    public WriteLane Lane { get; private set; }
    public CaseLedger Ledger => new(Lane, Station);

    /// <summary>The file of SQLite; a connection string on PostgreSQL.</summary>
    public string Where => _where;

    /// <summary>One with this program's schema.</summary>
    public static async Task<TestDatabase> New(Engine engine, int queue = 4096, TimeZoneInfo? zone = null)
    {
        var where = engine == Engine.Sqlite ? NewFile() : await PostgresServer.NewDatabase();
        if (engine == Engine.Sqlite) await SqliteTemplate.CopyTo(where);
        return new TestDatabase(engine, where, queue, zone ?? London);
    }

    /// <summary>One without any table.</summary>
    public static async Task<TestDatabase> NewEmpty(Engine engine) => new(
        engine, engine == Engine.Sqlite ? NewFile() : await PostgresServer.NewEmptyDatabase(), 4096, London);

    public Migrator Migrator => new(Database, Clock, NullLogger<Migrator>.Instance);
    public Task Migrate() => Migrator.Run(CancellationToken.None);

    /// <summary>Ends the lane and the connections, and opens anew what is on disk: what a restart does.</summary>
    public async Task Restart()
    {
        await Lane.DisposeAsync();
        await Database.DisposeAsync();
        Database = Open();
        Lane = NewLane();
    }

    /// <summary>Another node's lane on the same database.</summary>
    public WriteLane AnotherLane() => NewLane();

    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Read(CancellationToken.None);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<List<T>> Query<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Read(CancellationToken.None);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public Task Write(string sql, object? parameters = null) =>
        Lane.Write(turn => turn.Connection.ExecuteAsync(sql, parameters));

    /// <summary>Writes without the lane, as another program or an earlier version might have.</summary>
    public async Task WriteDirectly(Func<DbConnection, Task> work)
    {
        await using var connection = await Database.OpenWriter(CancellationToken.None);
        await work(connection);
    }

    /// <summary>What the tables count otherwise than the raw events do.</summary>
    public Task<IReadOnlyList<string>> Differences() => new Recount(Database).Differences(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Lane.DisposeAsync();
        await Database.DisposeAsync();
        Signal.Dispose();
        if (Engine == Engine.Postgres) await PostgresServer.Drop(_where);
        else Directory.Delete(Path.GetDirectoryName(_where)!, recursive: true);
    }

    private WriteLane NewLane()
    {
        var metrics = TestMetrics.NewStorage();
        return new WriteLane(
            Database, new WriteGate(metrics, NullLogger<WriteGate>.Instance), metrics, NullLogger<WriteLane>.Instance,
            new LaneLimits(_queue));
    }

    private Database Open() => Engine == Engine.Sqlite ? Database.Embedded(_where) : Database.Server(_where);

    private static string NewFile() => Path.Combine(TestFolder.New(), "dashboard.db");
}
