using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.Operations;

/// <summary>What the database says of itself.</summary>
public sealed class OperationsStore(Database database)
{
    /// <summary>Its size in bytes: of an embedded one with what is not yet merged into its file.</summary>
    public async Task<long> Size(CancellationToken ct)
    {
        if (database.File is { } file)
            return new[] { file, file + "-wal" }.Select(part => new FileInfo(part)).Where(part => part.Exists)
                .Sum(part => part.Length);
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>("SELECT pg_database_size(current_database())");
    }

    /// <summary>The engine and its version.</summary>
    public async Task<string> Engine(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return $"{(database.Engine == Storage.Engine.Sqlite ? "SQLite" : "PostgreSQL")} {db.ServerVersion}";
    }
}
