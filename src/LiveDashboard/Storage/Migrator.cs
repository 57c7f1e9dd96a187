using System.Data.Common;
using System.Reflection;
using Dapper;

namespace LiveDashboard.Storage;

/// <summary>A migration as it lies in db/migrations.</summary>
public sealed record Migration(long Version, string Name, string Sql)
{
    /// <summary>All that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Embedded().OrderBy(migration => migration.Version)];

    private static IEnumerable<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = Path.GetFileNameWithoutExtension(resource["migrations/".Length..]);
            yield return new Migration(long.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}

/// <summary>
/// Brings the schema up to this program's, forward only: each migration in a transaction of its own, remembered by
/// number. A database of a newer program is refused.
/// </summary>
public sealed partial class Migrator(Database database, TimeProvider clock, ILogger<Migrator> log)
{
    /// <exception cref="CannotStartException">The database is newer than this program.</exception>
    public async Task Run(CancellationToken ct) => await Run(Migration.All, ct);

    /// <summary>The same with a list of its own, as an earlier program had.</summary>
    public async Task Run(IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await database.OpenWriter(ct);
        if (database.Engine == Engine.Sqlite)
        {
            await Apply(connection, migrations, ct);
            return;
        }
        // Of several nodes that start at once, one migrates and the others wait.
        await connection.ExecuteAsync("SELECT pg_advisory_lock(5310211)");
        try { await Apply(connection, migrations, ct); }
        finally { await connection.ExecuteAsync("SELECT pg_advisory_unlock(5310211)"); }
    }

    private async Task Apply(DbConnection connection, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                version    BIGINT PRIMARY KEY,
                name       TEXT   NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """);
        var applied = (await connection.QueryAsync<long>("SELECT version FROM schema_migration")).ToHashSet();
        if (applied.Count > 0 && applied.Max() > migrations[^1].Version)
            throw new CannotStartException(
                $"The database was written by a newer LiveDashboard (schema {applied.Max()}, this program knows {migrations[^1].Version}). "
                + "Start the newer program, or restore a backup made before the upgrade.");

        foreach (var migration in migrations.Where(migration => !applied.Contains(migration.Version)))
        {
            await Apply(connection, migration, ct);
            Applied(migration.Name);
        }
    }

    private async Task Apply(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(EngineText.For(database.Engine, migration.Sql));
        await connection.ExecuteAsync(
            "INSERT INTO schema_migration (version, name, applied_at) VALUES (@version, @name, @now)",
            new { version = migration.Version, name = migration.Name, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Schema brought to {Migration}")]
    private partial void Applied(string migration);
}
