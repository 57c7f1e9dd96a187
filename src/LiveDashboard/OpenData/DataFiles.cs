using System.Data.Common;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.OpenData;

/// <summary>A list as a file.</summary>
/// <param name="Contents">To be closed by who sends it; what was made for one answer is gone then.</param>
/// <param name="Tag">The same as long as the contents are.</param>
/// <param name="Packed">Whether the contents are gzip, as of what was made for many answers.</param>
public sealed record MadeFile(Stream Contents, string Tag, bool Packed = false);

/// <summary>
/// Makes files of lists, a few at a time: a list may have a million rows, and who asks for many of them must not take the
/// processor and the memory from the live page. Sending takes no place, nor does a file that is kept.
/// </summary>
public sealed class DataFiles(Database database, OpenLists lists, KeptFiles kept) : IDisposable
{
    private const int AtOnce = 2;
    private const int Waiting = 16;

    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtOnce,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place; the caller frees it. It is not acquired when too many wait.</summary>
    public ValueTask<RateLimitLease> Place(CancellationToken ct) => _places.AcquireAsync(1, ct);

    /// <summary>A file that was made before and still is what the list says; null: it has to be made.</summary>
    /// <param name="type">The kind of file.</param>
    public async Task<MadeFile?> Find(string name, string type, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await lists.Find(db, name, ct) is { Version: { } version }
            ? await kept.Find(name + type, version, ct) : null;
    }

    /// <summary>The file; null when there is no such list.</summary>
    /// <param name="type">The kind of file that is written.</param>
    public async Task<MadeFile?> Make(
        string name, string type, Func<Stream, IDataSet, DbConnection, CancellationToken, Task> write, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        if (await lists.Find(snapshot.Connection, name, ct) is not { } set) return null;
        if (set.Version is { } version) // of the same snapshot as the rows
            return await kept.Make(name + type, version, stream => write(stream, set, snapshot.Connection, ct), ct);
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            using var hash = SHA256.Create();
            await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
                await write(hashed, set, snapshot.Connection, ct);
            file.Position = 0;
            return new MadeFile(file, Convert.ToHexStringLower(hash.Hash!)[..32]);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _places.Dispose();
}
