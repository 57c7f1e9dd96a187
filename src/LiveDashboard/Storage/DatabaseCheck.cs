using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveDashboard.Storage;

/// <summary>
/// What a slice can prove of a database, its own or a copy: that what is stored hangs together. A copy may be of an
/// earlier schema, and is proven as far as it holds what is looked at.
/// </summary>
public interface IProof
{
    /// <summary>Whether a database has this migration.</summary>
    static async Task<bool> Has(DbConnection db, long migration) => await db.ExecuteScalarAsync<long>(
        "SELECT COUNT(*) FROM schema_migration WHERE version = @migration", new { migration }) > 0;

    /// <summary>What does not, a sentence each; empty when all is well.</summary>
    Task<IReadOnlyList<string>> Differences(Database stored, CancellationToken ct);

    /// <summary>How much there is, in a few words.</summary>
    Task<string> Contents(Database stored, CancellationToken ct);
}

/// <summary>What a check found.</summary>
/// <param name="Problems">A sentence each; empty when all is well.</param>
/// <param name="Contents">How much there is; empty where that could not be read.</param>
public sealed record CheckedDatabase(IReadOnlyList<string> Problems, string Contents)
{
    public bool Sound => Problems.Count == 0;
}

/// <summary>Looks through a whole database: its pages, its references, its schema, and that its figures are true.</summary>
public sealed class DatabaseCheck(IEnumerable<IProof> proofs)
{
    public async Task<CheckedDatabase> Run(Database database, CancellationToken ct)
    {
        try
        {
            var problems = await Foundations(database, ct);
            if (problems.Count > 0) return new CheckedDatabase(problems, "");
            foreach (var proof in proofs) problems.AddRange(await proof.Differences(database, ct));
            var contents = new List<string>();
            foreach (var proof in proofs) contents.Add(await proof.Contents(database, ct));
            return new CheckedDatabase(problems, string.Join(", ", contents));
        }
        catch (DbException e) when (Problem(e) is not null)
        {
            return new CheckedDatabase([Problem(e)!], "");
        }
    }

    private static async Task<List<string>> Foundations(Database database, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var problems = new List<string>();
        // A server checks its own pages and references.
        if (database.Engine == Engine.Sqlite)
        {
            problems.AddRange((await db.QueryAsync<string>("PRAGMA integrity_check(20)")).Where(line => line != "ok"));
            if (problems.Count > 0) return problems;
            problems.AddRange((await db.QueryAsync<(string Table, long? Row, string Parent)>("PRAGMA foreign_key_check"))
                .Take(20).Select(row => $"A row of {row.Table} refers to one of {row.Parent} that is not there."));
        }
        var versions = (await db.QueryAsync<long>("SELECT version FROM schema_migration ORDER BY version")).AsList();
        var known = Migration.All.Select(migration => migration.Version).ToList();
        if (versions.Count == 0 || !versions.SequenceEqual(known.Take(versions.Count)))
            problems.Add(
                versions.Count > 0 && versions[^1] > known[^1]
                    ? $"It was written by a newer LiveDashboard (schema {versions[^1]}, this program knows {known[^1]})."
                    : "Its schema is none that this program has ever had.");
        return problems;
    }

    private static string? Problem(DbException e) => e switch
    {
        SqliteException { SqliteErrorCode: 11 } => $"Its contents are damaged: {e.Message}",
        SqliteException { SqliteErrorCode: 26 } => "It is not a SQLite database.",
        SqliteException { SqliteErrorCode: 1 } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } =>
            $"It does not hold LiveDashboard's tables: {e.Message}",
        _ => null,
    };
}
