using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveDashboard.Storage;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Opens connections, and is the only one who does. Readers cannot write; the one who writes is
/// <see cref="WriteLane"/>.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _readers = "";
    private readonly string _writer = "";
    private readonly NpgsqlDataSource? _postgres;
    private readonly NpgsqlDataSource? _postgresReaders;
    private long _readersOpened;

    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.ConnectionStringComparer = new OnePlanForAll();
    }

    private Database(string file)
    {
        SqliteLibrary.Load();
        Engine = Engine.Sqlite;
        File = file;
        _readers = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString();
        _writer = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString();
    }

    private Database(NpgsqlConnectionStringBuilder settings)
    {
        Engine = Engine.Postgres;
        ServerSettings = settings.ConnectionString;
        _postgres = NpgsqlDataSource.Create(settings.ConnectionString);
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on".TrimStart();
        _postgresReaders = NpgsqlDataSource.Create(settings.ConnectionString);
    }

    public Engine Engine { get; }

    /// <summary>The database file of SQLite; null on PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>The connection string of PostgreSQL, password included; null on SQLite.</summary>
    public string? ServerSettings { get; }

    /// <summary>The embedded database in a file of the data folder.</summary>
    public static Database Embedded(string file) => new(file);

    /// <summary>A PostgreSQL database, version 15 or newer.</summary>
    public static Database Server(string connectionString)
    {
        try
        {
            return new Database(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "LiveDashboard" });
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException($"ConnectionStrings:Dashboard cannot be read: {e.Message}", e);
        }
    }

    /// <summary>How many connections were taken to read, since the start.</summary>
    public long ReadersOpened => Interlocked.Read(ref _readersOpened);

    /// <summary>A connection that can only read.</summary>
    public async Task<DbConnection> Read(CancellationToken ct)
    {
        Interlocked.Increment(ref _readersOpened);
        if (_postgresReaders is not null) return await _postgresReaders.OpenConnectionAsync(ct);
        return Open(new PooledConnection(_readers), "PRAGMA query_only = 1; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 0");
    }

    /// <summary>A connection whose statements all see the database as it was at the first of them.</summary>
    public async Task<Snapshot> ReadSnapshot(CancellationToken ct)
    {
        var connection = await Read(ct);
        try
        {
            return new Snapshot(connection, connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: true)
                : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection that writes. For <see cref="WriteLane"/> and <see cref="Migrator"/> alone.</summary>
    /// <remarks>
    /// The embedded database overwrites whatever it lets go of, always and not only while something is erased: a row that
    /// is moved, when it grows or its page is split, would else leave a copy that no later erasure finds. Its log is emptied
    /// by <see cref="WriteLane.ForgetLog"/>.
    /// </remarks>
    public async Task<DbConnection> OpenWriter(CancellationToken ct)
    {
        if (_postgres is not null) return await _postgres.OpenConnectionAsync(ct);
        return Open(new SqliteConnection(_writer),
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = 1;
            PRAGMA busy_timeout = 5000;
            PRAGMA mmap_size = 0;
            PRAGMA secure_delete = 1;
            PRAGMA trusted_schema = 0;
            PRAGMA cache_size = -16384;
            PRAGMA temp_store = MEMORY;
            PRAGMA wal_autocheckpoint = 4000
            """);
    }

    /// <summary>
    /// Copies the embedded database, as it is at this moment and while others write on, into an empty or new file.
    /// </summary>
    public async Task CopyTo(string file, CancellationToken ct)
    {
        // The connection is one that cannot write to its own database; the copy is another's.
        await using var connection = Open(
            new PooledConnection(_readers), "PRAGMA query_only = 0; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 0");
        await using var stop = ct.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        await connection.ExecuteAsync("VACUUM INTO @file", new { file });
    }

    /// <summary>Tells every process that listens on the same PostgreSQL database.</summary>
    /// <param name="notice">Less than 8,000 bytes.</param>
    public async Task Tell(string channel, string notice, CancellationToken ct)
    {
        await using var connection = await Shared.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("SELECT pg_notify(@channel, @notice)", new { channel, notice });
    }

    /// <summary>Hears what is told, on a connection of its own, until that breaks or is cancelled.</summary>
    /// <param name="channel">A name of letters and underscores.</param>
    /// <param name="listening">Called once nothing more can be missed.</param>
    public async Task Listen(string channel, Action listening, Action<string> heard, CancellationToken ct)
    {
        await using var connection = await Shared.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) => heard(notice.Payload);
        await using (var listen = connection.CreateCommand())
        {
#pragma warning disable CA2100 // a channel is a name, which cannot be a parameter; it is a constant of the caller
            listen.CommandText = $"LISTEN {channel}";
#pragma warning restore CA2100
            await listen.ExecuteNonQueryAsync(ct);
        }
        listening();
        while (true) await connection.WaitAsync(ct);
    }

    private NpgsqlDataSource Shared => _postgres ?? throw new InvalidOperationException("Only PostgreSQL is shared by processes.");

    private static SqliteConnection Open(SqliteConnection connection, string settings)
    {
        try
        {
            connection.Open();
            connection.Execute(settings); // on every opening: a pooled connection keeps what its last user set
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgresReaders is not null) await _postgresReaders.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        else using (var any = new SqliteConnection(_readers)) SqliteConnection.ClearPool(any);
    }
}

/// <summary>A read transaction: what is read in it belongs together.</summary>
public sealed class Snapshot(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
