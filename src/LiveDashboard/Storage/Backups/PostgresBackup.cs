using Dapper;
using Npgsql;

namespace LiveDashboard.Storage.Backups;

/// <summary>
/// Backups of a PostgreSQL database, by pg_dump and pg_restore in the custom format. One is verified by restoring it
/// into a database of its own, which the user needs the right CREATEDB for.
/// </summary>
public sealed class PostgresBackup(Database database, DatabaseCheck check, TimeProvider clock, ILogger<Migrator> log)
    : IBackupFormat
{
    public const string NoTrial =
        "the database's user may not create a database to restore it into. Give it that right: ALTER ROLE … CREATEDB.";

    private NpgsqlConnectionStringBuilder Settings => new(database.ServerSettings) { Pooling = false };

    public string Ending => ".dump";

    // The job engine's tables say when each job is due: of no use after a restore.
    public Task Write(string file, CancellationToken ct) => PostgresTool.Run(
        "pg_dump", Settings,
        ["--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=qrtz_*", "--file", file], ct);

    public async Task<CheckedDatabase?> Verify(string file, CancellationToken ct)
    {
        if (await NewDatabase("trial") is not { } trial) return null;
        try
        {
            return await Fill(trial, file, ct);
        }
        finally
        {
            await Drop(trial);
        }
    }

    /// <summary>The file is restored into a database of its own and checked; then the two exchange their names.</summary>
    public async Task<(string Contents, string Former)> Restore(string file, CancellationToken ct)
    {
        await RefuseOthers(ct);
        var coming = await NewDatabase("restoring")
            ?? throw new CannotStartException($"{file} was not restored: {NoTrial}");
        try
        {
            var found = await Fill(coming, file, ct);
            if (!found.Sound)
                throw new CannotStartException(
                    $"{file} was not restored: {found.Problems[0]} Nothing was changed; choose another backup.");
            var name = Settings.Database!;
            var former = FormattableString.Invariant($"{name}_before_{clock.GetUtcNow():yyyyMMdd_HHmmss}");
            await Execute(
                $"BEGIN; ALTER DATABASE {Quoted(name)} RENAME TO {Quoted(former)}; "
                + $"ALTER DATABASE {Quoted(coming.Database!)} RENAME TO {Quoted(name)}; COMMIT");
            return (found.Contents, $"the database {former}");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            throw InUse();
        }
        finally
        {
            await Drop(coming);
        }
    }

    private async Task<CheckedDatabase> Fill(NpgsqlConnectionStringBuilder empty, string file, CancellationToken ct)
    {
        await PostgresTool.Run(
            "pg_restore", empty,
            ["--no-owner", "--no-privileges", "--exit-on-error", "--dbname", empty.Database!, file], ct);
        await using var copy = Database.Server(empty.ConnectionString);
        var found = await check.Run(copy, ct);
        if (!found.Sound) return found;
        await new Migrator(copy, clock, log).Run(ct);
        return await check.Run(copy, ct);
    }

    private async Task RefuseOthers(CancellationToken ct)
    {
        await using var db = new NpgsqlConnection(Settings.ConnectionString);
        await db.OpenAsync(ct);
        if (await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            """) > 0) throw InUse();
    }

    private CannotStartException InUse() => new(
        $"The database {Settings.Database} is in use. Stop every LiveDashboard on it first; nothing was changed.");

    /// <summary>An empty database; null if this user may not make one.</summary>
    private async Task<NpgsqlConnectionStringBuilder?> NewDatabase(string purpose)
    {
        var name = $"{Settings.Database}_{purpose}_{Guid.NewGuid().ToString("n")[..8]}";
        try
        {
            await Execute($"CREATE DATABASE {Quoted(name)} TEMPLATE template0");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
        return new NpgsqlConnectionStringBuilder(Settings.ConnectionString) { Database = name };
    }

    private Task Drop(NpgsqlConnectionStringBuilder one) =>
        Execute($"DROP DATABASE IF EXISTS {Quoted(one.Database!)} WITH (FORCE)");

    // Names cannot be parameters.
    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Settings.ConnectionString) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
