using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage;

/// <summary>
/// The folder that holds the embedded database. It belongs to one process at a time, and once it was used it is never
/// taken for a new one: a missing or torn database is refused, not replaced by an empty one.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string DatabaseName = "dashboard.db";
    private const string MarkerName = "instance";
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held) => (Path, _lock) = (path, held);

    public string Path { get; }
    public string DatabaseFile => System.IO.Path.Combine(Path, DatabaseName);

    /// <summary>Whether a database lies in the folder, in whatever state.</summary>
    public static bool HoldsDatabase(string path) => File.Exists(System.IO.Path.Combine(path, DatabaseName));

    /// <summary>Takes the folder, making it when it is new.</summary>
    /// <exception cref="CannotStartException">Not writable, in use, or its database is missing or torn.</exception>
    public static DataFolder Take(string path)
    {
        var folder = TakeAsItIs(path);
        try
        {
            folder.CheckDatabase();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Takes the folder whatever state its database is in, to put another in its place.</summary>
    /// <exception cref="CannotStartException">Not writable, or in use.</exception>
    public static DataFolder TakeAsItIs(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return new DataFolder(path, Lock(path));
    }

    /// <summary>Looks into the folder without taking it: another process may be writing.</summary>
    /// <exception cref="CannotStartException">There is no database in it.</exception>
    public static DataFolder Visit(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path), null);
        return File.Exists(folder.DatabaseFile) ? folder
            : throw new CannotStartException($"There is no database in {folder.Path}. Name its folder with --data.");
    }

    /// <summary>Says that the database is there from now on. Called when it has its schema.</summary>
    public void MarkUsed()
    {
        if (!IsMarked) File.WriteAllText(Marker, "LiveDashboard keeps its data here. Do not delete this file.\n");
    }

    private string Marker => System.IO.Path.Combine(Path, MarkerName);
    private bool IsMarked => File.Exists(Marker);

    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The data folder {path} cannot be made: {e.Message} Choose another with --data, or give this user the right to write there.", e);
        }
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ReadOnly(path, e);
        }
        catch (IOException e) when (!HeldByAnother(e))
        {
            throw ReadOnly(path, e);
        }
        catch (IOException e)
        {
            throw new CannotStartException(
                $"Another LiveDashboard uses the data folder {path}. Stop it first, or choose another folder with --data. "
                + "(Several programs at once need PostgreSQL.)", e);
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool HeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static CannotStartException ReadOnly(string path, Exception e) =>
        new($"The data folder {path} cannot be written to: {e.Message} Give this user the right to write there, or choose another folder with --data.", e);

    private void CheckDatabase()
    {
        var file = new FileInfo(DatabaseFile);
        if (!file.Exists)
        {
            if (IsMarked)
                throw new CannotStartException(
                    $"The data folder {Path} was in use, but its database {DatabaseName} is gone. Restore it from a backup. "
                    + "To start anew on purpose, choose an empty folder with --data.");
            return;
        }
        if (file.IsReadOnly) throw ReadOnly(Path, new IOException($"{DatabaseName} is read-only."));
        if (file.Length == 0)
        {
            // SQLite makes the file first: a first start that ended right then has written nothing that could be lost.
            if (!IsMarked && !HasLog) return;
            throw Torn("it is empty (0 bytes)");
        }
        try
        {
            Probe();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            throw Torn(e.SqliteErrorCode == 26 ? "it is not a SQLite database" : "its contents are damaged", e);
        }
    }

    private void Probe()
    {
        SqliteLibrary.Load();
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = DatabaseFile,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        using var connection = new SqliteConnection(connectionString.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        // Reads the schema and the ends of the file; reading all of a large one would make every start slow.
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        command.ExecuteScalar();
        command.CommandText = "PRAGMA page_count";
        var pages = (long)command.ExecuteScalar()!;
        command.CommandText = "PRAGMA page_size";
        var bytes = pages * (long)command.ExecuteScalar()!;
        if (new FileInfo(DatabaseFile).Length < bytes && !HasLog)
            throw Torn($"it is cut short ({new FileInfo(DatabaseFile).Length} of {bytes} bytes)");
    }

    /// <summary>Whether something was written that is not in the database's file yet.</summary>
    private bool HasLog => new FileInfo(DatabaseFile + "-wal") is { Exists: true, Length: > 0 };

    private CannotStartException Torn(string why, Exception? e = null) =>
        new($"The database {DatabaseFile} cannot be used: {why}. Restore it from a backup; nothing was changed.", e);

    public void Dispose() => _lock?.Dispose();
}
