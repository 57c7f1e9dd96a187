using Dapper;
using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage.Backups;

/// <summary>Backups of the embedded database: a database file, made by SQLite while the program writes on.</summary>
public sealed class SqliteBackup(
    Database database, DataPlace place, DatabaseCheck check, TimeProvider clock, ILogger<Migrator> log) : IBackupFormat
{
    private static readonly string[] Logs = ["-wal", "-shm"];

    public string Ending => ".db";

    public Task Write(string file, CancellationToken ct) => database.CopyTo(file, ct);

    public async Task<CheckedDatabase?> Verify(string file, CancellationToken ct)
    {
        await using var copy = Database.Embedded(file);
        return await check.Run(copy, ct);
    }

    /// <summary>
    /// The file is copied, brought to this program's schema and checked beside the database; then one takes the other's
    /// name. Whenever it is cut off, the former database stands, or the new one does.
    /// </summary>
    public async Task<(string Contents, string Former)> Restore(string file, CancellationToken ct)
    {
        var target = database.File!;
        var coming = target + ".restoring";
        try
        {
            RemoveWithLogs(coming); // of a restore that was cut off
            var contents = await Prepare(file, coming, ct);
            var former = Path.Combine(
                place.Folder,
                FormattableString.Invariant($"dashboard-before-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.db"));
            await Exchange(coming, target, former);
            return (contents, former);
        }
        finally
        {
            RemoveWithLogs(coming);
        }
    }

    private async Task<string> Prepare(string file, string coming, CancellationToken ct)
    {
        if (await Verify(file, ct) is { Sound: false } unsound) throw NotRestored(file, unsound);
        await using (var source = Database.Embedded(file)) await source.CopyTo(coming, ct);
        CheckedDatabase found;
        await using (var copy = Database.Embedded(coming))
        {
            await new Migrator(copy, clock, log).Run(ct);
            found = await check.Run(copy, ct);
        }
        if (!found.Sound) throw NotRestored(file, found);
        await using var written = new FileStream(coming, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return found.Contents;
    }

    private async Task Exchange(string coming, string target, string former)
    {
        if (!File.Exists(target))
        {
            MoveLogs(target, former); // without its database a log is nothing, and must not be taken for the new one's
            File.Move(coming, target);
            return;
        }
        try
        {
            // Closing the last connection takes the log into the file.
            await using var last = await database.OpenWriter(CancellationToken.None);
            var (busy, _, _) = await last.QuerySingleAsync<(long, long, long)>("PRAGMA wal_checkpoint(TRUNCATE)");
            if (busy != 0)
                throw new CannotStartException(
                    $"Another program reads {target}. Wait for it to end, or stop it, and restore again; "
                    + "nothing was changed.");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            // Damaged, which is why it is being replaced. File first: without it the program does not start.
            File.Move(target, former);
            MoveLogs(target, former);
            File.Move(coming, target);
            return;
        }
        foreach (var log in Logs) File.Delete(target + log);
        File.Replace(coming, target, former);
    }

    private static void MoveLogs(string from, string to)
    {
        foreach (var log in Logs)
            if (File.Exists(from + log)) File.Move(from + log, to + log);
    }

    private static void RemoveWithLogs(string file)
    {
        foreach (var part in (string[])[file, .. Logs.Select(log => file + log)]) File.Delete(part);
    }

    private static CannotStartException NotRestored(string file, CheckedDatabase found) =>
        new($"{file} was not restored: {found.Problems[0]} Nothing was changed; choose another backup.");
}
