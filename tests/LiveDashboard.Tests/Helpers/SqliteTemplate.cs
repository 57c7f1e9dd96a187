using LiveDashboard.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// An embedded database with this program's schema: made once in a run of tests, then copied, as PostgreSQL copies its
/// template. The migrations have tests of their own.
/// </summary>
public static class SqliteTemplate
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(Make);

    /// <summary>Writes a copy there.</summary>
    public static async Task CopyTo(string file) => await File.WriteAllBytesAsync(file, await Migrated.Value);

    private static async Task<byte[]> Make()
    {
        var folder = Directory.CreateTempSubdirectory("dashboard-test-").FullName;
        try
        {
            var file = Path.Combine(folder, "dashboard.db");
            await using (var database = Database.Embedded(file))
                await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance)
                    .Run(CancellationToken.None);
            if (File.Exists(file + "-wal"))
                throw new InvalidOperationException("A part of the database is still in its log.");
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
