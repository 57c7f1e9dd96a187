using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveDashboard.Storage;

/// <summary>Why nothing is written just now.</summary>
public enum WriteStop
{
    /// <summary>The disk is full, or nearly. Ends by itself when there is room again.</summary>
    NoRoom,

    /// <summary>The database is damaged. Ends with a restore; reading goes on as far as it can.</summary>
    Damaged,

    /// <summary>The disk failed to read or to write. The program ends, to be started again.</summary>
    DiskFailed,

    /// <summary>The database server cannot be reached. Ends by itself.</summary>
    Unreachable,
}

/// <summary>Too much waits to be written. The web answers 503 with <c>Retry-After</c>; nothing was written.</summary>
public sealed class WriteLaneFullException() : Exception("Too many writes are waiting; try again in a moment.");

/// <summary>
/// A write is not confirmed, for a reason that is not its own. The web answers 503 with <c>Retry-After</c>.
/// </summary>
public sealed class WriteStoppedException(WriteStop why, Exception? cause = null) : Exception(Sentence(why), cause)
{
    // SQLite's own numbers (sqlite.org/rescode.html).
    private const int ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, NotADatabase = 26;
    private const int NoSharedMemory = IoError | (19 << 8); // its file could not grow: the disk is full, not broken

    public WriteStop Why => why;

    /// <summary>Why a failure of the database stops all writes; null if it is the matter of one write.</summary>
    public static WriteStop? Reason(Exception e) => e switch
    {
        WriteStoppedException stopped => stopped.Why,
        SqliteException { SqliteExtendedErrorCode: NoSharedMemory } => WriteStop.NoRoom,
        SqliteException { SqliteErrorCode: Full } => WriteStop.NoRoom,
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => WriteStop.Damaged,
        SqliteException { SqliteErrorCode: IoError or ReadOnly } => WriteStop.DiskFailed,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => WriteStop.NoRoom,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown } => WriteStop.Unreachable,
        PostgresException { SqlState: PostgresErrorCodes.CrashShutdown } => WriteStop.Unreachable,
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => WriteStop.Unreachable,
        PostgresException => null,
        NpgsqlException => WriteStop.Unreachable,
        _ => null,
    };

    private static string Sentence(WriteStop why) => why switch
    {
        WriteStop.NoRoom => "The disk has no room for more. Writes are taken again by themselves once there is room.",
        WriteStop.Damaged => "The database is damaged and takes no writes until it is restored from a backup.",
        WriteStop.DiskFailed => "The disk failed. The program ends, to be started again.",
        _ => "The database server cannot be reached. Writes are taken again by themselves once it can.",
    };
}
