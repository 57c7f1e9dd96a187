using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Storage.Backups;

/// <summary>The section <c>Backup</c> of the configuration.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>
    /// Where backups go. Empty: <c>backups</c> in the data folder; with PostgreSQL, none is made by itself.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>How many nightly backups are kept; 0 makes none.</summary>
    [Range(0, 10_000)] public int Keep { get; set; } = 7;
}

/// <summary>How a database becomes a file and a file a database: one way for each engine.</summary>
public interface IBackupFormat
{
    /// <summary>The end of a backup's name.</summary>
    string Ending { get; }

    /// <summary>Writes everything as it is at this moment into the empty file, while others write on.</summary>
    Task Write(string file, CancellationToken ct);

    /// <summary>Restores the file for a trial and checks that; null where this database's user may not.</summary>
    Task<CheckedDatabase?> Verify(string file, CancellationToken ct);

    /// <summary>Puts the file's contents in the place of the database.</summary>
    /// <returns>What they are, and where the former database is now.</returns>
    /// <exception cref="CannotStartException">
    /// The file is not sound, or others use the database; nothing was changed.
    /// </exception>
    Task<(string Contents, string Former)> Restore(string file, CancellationToken ct);
}

/// <summary>A backup that was made.</summary>
/// <param name="Verified">Null where it could not be restored for a trial.</param>
public sealed record MadeBackup(string File, CheckedDatabase? Verified);

/// <summary>Makes backups. A file with a backup's name is whole, on the disk, and sound.</summary>
public sealed class BackupFiles(
    IBackupFormat format, IOptions<BackupOptions> options, DataPlace place, TimeProvider clock)
{
    private const string Part = ".part";

    /// <summary>The names that <see cref="Make"/> gives, and nothing else that may lie in the folder.</summary>
    private const string Dated = "dashboard-????????T??????Z";

    /// <summary>Where backups go that are given no place; null when that is not settled.</summary>
    public string? Folder => options.Value.Folder is { Length: > 0 } configured ? Path.GetFullPath(configured)
        : place.Embedded ? Path.Combine(place.Folder, "backups") : null;

    /// <param name="to">A file that is not there yet; null for a new one in <see cref="Folder"/>.</param>
    /// <exception cref="CannotStartException">It cannot be written, or is not sound; no file is left.</exception>
    public async Task<MadeBackup> Make(string? to, CancellationToken ct)
    {
        var file = Path.GetFullPath(to ?? NewName());
        if (Path.Exists(file))
            throw new CannotStartException(
                $"{file} is there already, and a backup overwrites nothing. Choose another name.");
        var part = file + Part;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return await Make(file, part, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CannotStartException(
                $"The backup {file} cannot be written: {e.Message} Choose another place with --to.", e);
        }
    }

    /// <summary>Deletes all but the newest backups of the folder, and what a killed process left half written.</summary>
    public void Prune(string folder)
    {
        foreach (var old in Directory.GetFiles(folder, Dated + format.Ending)
                     .OrderDescending(StringComparer.Ordinal).Skip(options.Value.Keep)) File.Delete(old);
        var abandoned = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var part in Directory.GetFiles(folder, Dated + format.Ending + Part))
            if (File.GetLastWriteTimeUtc(part) < abandoned) File.Delete(part);
    }

    private async Task<MadeBackup> Make(string file, string part, CancellationToken ct)
    {
        // It holds what residents wrote: for this user alone.
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await new FileStream(part, mode).DisposeAsync();
        try
        {
            await format.Write(part, ct);
            var verified = await format.Verify(part, ct);
            if (verified is { Sound: false })
                throw new CannotStartException(
                    $"The backup is not sound and was not kept: {verified.Problems[0]} "
                    + "Run check to see what is wrong with the database.");
            await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(part, file, overwrite: false);
            return new MadeBackup(file, verified);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private string NewName() => Folder is { } folder
        ? Path.Combine(
            folder, FormattableString.Invariant($"dashboard-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}{format.Ending}"))
        : throw new CannotStartException("Say where the backup goes with --to, or set Backup:Folder.");
}
