using Dapper;
using LiveDashboard.Storage;
using Microsoft.Data.Sqlite;
using Quartz;

namespace LiveDashboard.Jobs;

/// <summary>
/// Where Quartz keeps when each job is due: in a file of its own beside the embedded database, or in the PostgreSQL
/// database, where all nodes share one timetable. Nothing in it cannot be made again.
/// </summary>
public sealed partial class QuartzStore(Database database, TimeProvider clock, ILogger<QuartzStore> log)
{
    private const string FileName = "jobs.db";

    // A demonstration's clock runs ahead of the world and is set anew at each start: times kept by it mean nothing.
    private bool InMemory => clock != TimeProvider.System;

    private string? JobsFile => database.File is { } file ? Path.Combine(Path.GetDirectoryName(file)!, FileName) : null;

    /// <summary>Makes the file usable, anew if it is damaged.</summary>
    public void Prepare()
    {
        if (InMemory || JobsFile is not { } file) return;
        try
        {
            Open(file);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26) // damaged; not a database
        {
            MadeAnew(e, file);
            foreach (var part in (string[])[file, file + "-wal", file + "-shm"]) File.Delete(part);
            Open(file);
        }
    }

    public void Configure(IQuartzBuilder quartz)
    {
        if (InMemory) quartz.UseTimeProvider(clock);
        else
            quartz.UsePersistentStore(store =>
            {
                if (JobsFile is { } file) store.UseSqlite(PooledConnection.Factory, Settings(file));
                else
                {
                    store.UsePostgres(database.ServerSettings!);
                    store.UseClustering();
                }
                store.ProvisionSchema();
            });
    }

    // The journal mode stays with the file. Small enough to be read through at every start.
    private static void Open(string file)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection(Settings(file) + ";Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        var found = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
        if (found != "ok") throw new SqliteException(found, 11);
    }

    private static string Settings(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    [LoggerMessage(LogLevel.Warning, "{File} is damaged and is made anew; jobs run at their next time")]
    private partial void MadeAnew(Exception e, string file);
}
