using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace LiveDashboard.OpenData;

/// <summary>
/// Files that were made once for a version of their list: packed, on the disk, one for each name. Nothing of them is held
/// in memory; they go with the program, and where that is killed with the folder of temporary files.
/// </summary>
public sealed class KeptFiles : IDisposable
{
    private readonly ConcurrentDictionary<string, Kept> _kept = new();

    /// <summary>The file of a version; null when it is not made yet.</summary>
    public async Task<MadeFile?> Find(string name, string version, CancellationToken ct)
    {
        if (!_kept.TryGetValue(name, out var kept)) return null;
        using var turn = await kept.Turn(ct);
        return kept.Has(version) ? kept.Open() : null;
    }

    /// <summary>The file of a version, made if nobody made it before; it takes the place of an earlier one.</summary>
    /// <param name="write">Writes it to a stream, unpacked.</param>
    public async Task<MadeFile> Make(string name, string version, Func<Stream, Task> write, CancellationToken ct)
    {
        var kept = _kept.GetOrAdd(name, _ => new Kept());
        using var turn = await kept.Turn(ct);
        if (!kept.Has(version)) await kept.Make(version, write);
        return kept.Open();
    }

    public void Dispose()
    {
        foreach (var kept in _kept.Values) kept.Dispose();
    }

    /// <summary>One file, which who has the turn may make, open or replace: so nobody opens what is being replaced.</summary>
    private sealed class Kept : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private string _path = "";
        private string _tag = "";
        private string _version = "";

        // Temporary files are swept away after days, on some machines also from under a program that runs.
        public bool Has(string version) => _version == version && File.Exists(_path);

        public async Task<IDisposable> Turn(CancellationToken ct)
        {
            await _turn.WaitAsync(ct);
            return new Release(_turn);
        }

        public MadeFile Open() => new(
            new FileStream(
                _path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous),
            _tag, Packed: true);

        public async Task Make(string version, Func<Stream, Task> write)
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                using var hash = SHA256.Create();
                await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await using (var packed = new GZipStream(file, CompressionLevel.Optimal))
                await using (var hashed = new CryptoStream(packed, hash, CryptoStreamMode.Write))
                    await write(hashed);
                Remove();
                (_path, _tag, _version) = (path, Convert.ToHexStringLower(hash.Hash!)[..32], version);
            }
            catch
            {
                File.Delete(path);
                throw;
            }
        }

        public void Dispose()
        {
            Remove();
            _turn.Dispose();
        }

        private void Remove()
        {
            if (_path.Length > 0) File.Delete(_path);
        }

        private sealed class Release(SemaphoreSlim turn) : IDisposable
        {
            public void Dispose() => turn.Release();
        }
    }
}
