using Dapper;

namespace LiveDashboard.Storage;

/// <summary>What must hold before anything is written: durable settings, and the calendar that the days were counted in.</summary>
public sealed partial class StartChecks(Database database, ILogger<StartChecks> log)
{
    /// <exception cref="CannotStartException">A setting would lose acknowledged writes, or days would be miscounted.</exception>
    /// <returns>The time zone that the days of this database are counted in; null when none were counted yet.</returns>
    public async Task<string?> Run(string timeZone, CancellationToken ct)
    {
        await using var connection = await database.OpenWriter(ct);
        if (database.Engine == Engine.Sqlite) await CheckSqlite(connection);
        else await CheckPostgres(connection);
        return await CheckTimeZone(connection, timeZone);
    }

    private async Task CheckSqlite(System.Data.Common.DbConnection connection)
    {
        var version = await connection.ExecuteScalarAsync<string>("SELECT sqlite_version()");
        var journal = await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode");
        var synchronous = await connection.ExecuteScalarAsync<long>("PRAGMA synchronous");
        if (journal != "wal" || synchronous != 2)
            throw new CannotStartException(
                $"SQLite did not take the durable settings (journal_mode {journal}, synchronous {synchronous}). "
                + "Is the data folder on a network file system? Move it to a local disk.");
        Sqlite(version!, SqliteLibrary.IsSystem ? "the system's" : "bundled", journal, "full");
    }

    private async Task CheckPostgres(System.Data.Common.DbConnection connection)
    {
        var version = await connection.ExecuteScalarAsync<string>("SHOW server_version");
        foreach (var (setting, refused) in new[] { ("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off") })
        {
            var value = await connection.ExecuteScalarAsync<string>("SELECT current_setting(@setting)", new { setting });
            if (value == refused)
                throw new CannotStartException(
                    $"PostgreSQL runs with {setting} = {value}: acknowledged messages could be lost in a power cut. Set it to on.");
        }
        Postgres(version!);
    }

    /// <summary>The zone that the days are counted in: the stored one, else the configured one from now on, else null.</summary>
    private static async Task<string?> CheckTimeZone(System.Data.Common.DbConnection connection, string configured)
    {
        if (configured.Length > 0) await CountedIn(connection, configured);
        var stored = await ZoneOf(connection);
        if (configured.Length > 0 && stored != configured)
            throw new CannotStartException(
                $"The days in this database were counted in the time zone {stored}, but Provider:TimeZone is {configured}. "
                + $"Set it back to {stored}, or import the data into a new data folder.");
        return stored;
    }

    /// <summary>The zone that days are counted in; null when none were counted yet.</summary>
    public static Task<string?> ZoneOf(System.Data.Common.DbConnection connection) =>
        connection.ExecuteScalarAsync<string?>("SELECT value FROM setting WHERE name = 'time_zone'");

    /// <summary>Remembers the zone that days are counted in; the first one stays.</summary>
    public static Task CountedIn(System.Data.Common.DbConnection connection, string timeZone) => connection.ExecuteAsync(
        "INSERT INTO setting (name, value) VALUES ('time_zone', @timeZone) ON CONFLICT (name) DO NOTHING", new { timeZone });

    [LoggerMessage(LogLevel.Information, "SQLite {Version} ({Origin}), journal {Journal}, synchronous {Synchronous}")]
    private partial void Sqlite(string version, string origin, string journal, string synchronous);

    [LoggerMessage(LogLevel.Information, "PostgreSQL {Version}")]
    private partial void Postgres(string version);
}
