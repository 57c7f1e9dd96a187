using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveDashboard.Storage;

/// <summary>
/// Takes SQLite's write-ahead log into the database file, on the lane's connection and between its commits. SQLite
/// would do so by itself, but it keeps an error of the disk there to itself and syncs again: a sync that failed once
/// may then seem to succeed while its pages are lost.
/// </summary>
public sealed partial class WriteAheadLog(string database, ILogger log)
{
    /// <summary>A log beyond this is made small again as soon as nothing waits to be written, in bytes.</summary>
    public const long Large = 64 * 1024 * 1024;

    private const int Pages = 4000;
    private const int PagesAfterReader = 250;
    private const int CacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
    private int _written;
    private int _due = Pages;
    private bool _large;
    private volatile bool _empty;

    /// <summary>How large the log of a database is; 0 when there is none.</summary>
    public static long Bytes(string database) =>
        new FileInfo(database + "-wal") is { Exists: true } file ? file.Length : 0;

    /// <summary>Takes over from SQLite.</summary>
    public static Task Keep(DbConnection connection) => connection.ExecuteAsync("PRAGMA wal_autocheckpoint = 0");

    /// <summary>Closing would take the log into the file; after an error it stays, for the next start.</summary>
    public static void LeaveAsItIs(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle })
            raw.sqlite3_db_config(handle, NoCheckpointOnClose, 1, out _);
    }

    /// <summary>
    /// Empties the log as soon as nothing waits: what was erased from the tables still stands in its older pages.
    /// </summary>
    public void EmptySoon() => _empty = true;

    /// <param name="idle">Whether nothing waits to be written.</param>
    /// <exception cref="SqliteException">The disk failed.</exception>
    public async Task AfterCommit(DbConnection connection, bool idle)
    {
        raw.sqlite3_db_status(((SqliteConnection)connection).Handle, CacheWrites, out var written, out _, 1);
        _written += written;
        if ((_large || _empty) && idle) await MakeSmall(connection);
        else if (_written >= _due) await TakeIn(connection);
    }

    private async Task TakeIn(DbConnection connection)
    {
        var (_, pages, done) = await connection.QuerySingleAsync<(long, long, long)>("PRAGMA wal_checkpoint(PASSIVE)");
        (_written, _due) = (0, done < pages ? PagesAfterReader : Pages); // somebody reads what is in the log only
        if (_large || Bytes(database) <= Large) return;
        _large = true;
        HasGrown(Large / 1024 / 1024);
    }

    private async Task MakeSmall(DbConnection connection)
    {
        // Not for long: whoever writes meanwhile waits, and the next commit tries again.
        await connection.ExecuteAsync("PRAGMA busy_timeout = 100");
        var busy = await connection.ExecuteScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        await connection.ExecuteAsync("PRAGMA busy_timeout = 5000");
        if (busy != 0) return;
        if (_large) IsSmall();
        (_large, _empty, _written, _due) = (false, false, 0, Pages);
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log has grown beyond {Megabytes} MB: somebody reads for long")]
    private partial void HasGrown(long megabytes);

    [LoggerMessage(LogLevel.Information, "The write-ahead log is small again")]
    private partial void IsSmall();
}
