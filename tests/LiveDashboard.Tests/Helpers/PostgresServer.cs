using System.Diagnostics;
using LiveDashboard.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// A PostgreSQL server of this test run alone: in a temporary folder, behind a socket in that folder, without a port.
/// Started when the first test asks for it. It goes when this process does, however this process ends: the shell that
/// keeps it waits for the end of its input, which only this process can write to.
/// </summary>
public static class PostgresServer
{
    // Durable as by default: the program refuses a server that is not. A collation that is not bytewise, as most have. In
    // memory where there is room: each test has a database of its own, and a disk spends its time on making their files.
    private const string Script =
        """
        set -e
        bin=$1
        place=/tmp
        free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
        [ "${free:-0}" -gt 8000000 ] && [ -w /dev/shm ] && place=/dev/shm
        folder=$(mktemp -d "$place/dashboard-pg-XXXXXX")
        trap '"$bin/pg_ctl" -D "$folder/data" stop -m immediate >/dev/null 2>&1; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        "$bin/initdb" -D "$folder/data" -A trust -U dashboard -E UTF8 --no-sync --locale=C.UTF-8 \
            --locale-provider=icu --icu-locale=en >"$folder/log" 2>&1 ||
            "$bin/initdb" -D "$folder/data" -A trust -U dashboard -E UTF8 --no-sync >>"$folder/log" 2>&1 ||
            { cat "$folder/log" >&2; exit 1; }
        "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
            -o "-k $folder -c listen_addresses= -c max_connections=200 -c max_wal_size=512MB" start >/dev/null ||
            { cat "$folder/log" >&2; exit 1; }
        echo "$folder"
        cat >/dev/null
        """;

    private static readonly string? Binaries = FindBinaries();
    private static readonly Lazy<Task<string>> Folder = new(Start);
    private static readonly Lazy<Task> Template = new(MakeTemplate);
    private static int _databases;

    /// <summary>What this machine lacks to run a server, as a sentence; null when it lacks nothing.</summary>
    public static string? Missing =>
        Binaries is null ? "No PostgreSQL server (initdb, pg_ctl) was found on this machine; tests/run.sh installs it."
        : Environment.IsPrivilegedProcess && !HasUser("postgres")
            ? "PostgreSQL does not run as root, and there is no user postgres."
        : null;

    /// <summary>A new database with this program's schema.</summary>
    public static async Task<string> NewDatabase()
    {
        await Template.Value;
        return await Create("TEMPLATE migrated");
    }

    /// <summary>A new database without any table.</summary>
    public static Task<string> NewEmptyDatabase() => Create("TEMPLATE template0");

    /// <summary>Removes a database at once, whoever is connected.</summary>
    public static async Task Drop(string connectionString) =>
        await Execute(
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task<string> Create(string template)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Execute($"CREATE DATABASE {name} {template}");
        return await ConnectionString(name);
    }

    private static async Task MakeTemplate()
    {
        await Execute("CREATE DATABASE migrated");
        await using (var database = Database.Server(await ConnectionString("migrated") + ";Pooling=false"))
            await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance)
                .Run(CancellationToken.None);
    }

    private static async Task<string> ConnectionString(string database) =>
        $"Host={await Folder.Value};Username=dashboard;Database={database};Maximum Pool Size=60";

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionString("postgres"));
        await connection.OpenAsync();
#pragma warning disable CA2100 // names made above, which cannot be parameters
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Start()
    {
        string[] shell = Environment.IsPrivilegedProcess
            ? ["runuser", "-u", "postgres", "--", "sh", "-c", Script, "sh", Binaries!]
            : ["sh", "-c", Script, "sh", Binaries!];
        var start = new ProcessStartInfo(shell[0], shell[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var keeper = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            keeper.StandardInput.Close();
            keeper.WaitForExit(TimeSpan.FromSeconds(10));
        };
        return await keeper.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(
                $"PostgreSQL did not start: {await keeper.StandardError.ReadToEndAsync()}");
    }

    private static string? FindBinaries()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)
                .Select(version => $"{version}/bin")
            : [];
        return path.Concat(debian)
            .FirstOrDefault(folder => File.Exists($"{folder}/initdb") && File.Exists($"{folder}/pg_ctl"));
    }

    private static bool HasUser(string name) =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd")
            .Any(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
}
