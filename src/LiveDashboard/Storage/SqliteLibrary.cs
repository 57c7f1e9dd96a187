using System.Reflection;
using System.Runtime.InteropServices;

namespace LiveDashboard.Storage;

/// <summary>
/// Which SQLite runs: the system's where there is one, as distributions patch it (Debian's 3.40.1 has the fix of
/// CVE-2025-6965), else the older one that the package brings.
/// </summary>
public static class SqliteLibrary
{
    // The resolver is asked once per native function; the handle is looked up once.
    private static readonly Lazy<nint> System = new(() =>
        NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : 0);

    private static readonly Lazy<string> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        SQLitePCL.Batteries_V2.Init();
        return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
    });

    /// <summary>Loads the library, before the first use of SQLite, and tells its version.</summary>
    public static string Load() => Loaded.Value;

    /// <summary>Whether it is the system's own.</summary>
    public static bool IsSystem => System.Value != 0;

    // 0 means: look where you would have looked, which finds the bundled one.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" ? System.Value : 0;
}
