using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveDashboard.Storage;

namespace LiveDashboard.Tests.Helpers;

/// <summary>What a run of the program said, and how it ended.</summary>
public sealed record ProgramEnd(int ExitCode, string Output, string Errors);

/// <summary>The program as a process of its own: what a person at a shell starts, and what a kill ends at any point.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private readonly TaskCompletionSource<string?> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramRun(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = Read();
    }

    /// <param name="where">Where the data lies; null for the program's own choice.</param>
    /// <param name="environment">Further settings, as the environment gives them.</param>
    public static ProgramRun Start(RunData? where, string[] arguments, params (string Name, string Value)[] environment) =>
        Start("LiveDashboard.dll", where, arguments, environment);

    /// <summary>A node with these jobs, see <see cref="JobNode"/>.</summary>
    public static ProgramRun StartNode(RunData where, params string[] jobs) => StartNode(where, jobs, []);

    /// <inheritdoc cref="StartNode(RunData, string[])"/>
    /// <param name="environment">Further settings, as the environment gives them.</param>
    public static ProgramRun StartNode(RunData where, string[] jobs, (string Name, string Value)[] environment) =>
        Start("LiveDashboard.Tests.dll", where, jobs, environment);

    private static ProgramRun Start(
        string program, RunData? where, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = where?.Folder ?? Path.GetTempPath(),
        };
        if (where is not null) start.Environment["Data__Folder"] = where.Folder;
        if (where?.Server is not null) start.Environment["ConnectionStrings__Dashboard"] = where.Server;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ProgramRun(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramEnd> ToEnd(RunData? where, params string[] arguments)
    {
        await using var run = Start(where, arguments);
        return await run.End();
    }

    /// <summary>A port for a program that must come back at the same address.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Id => _process.Id;
    public bool HasEnded => _process.HasExited;

    public async Task<ProgramEnd> End()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await _reading;
        return new ProgramEnd(_process.ExitCode, _output.ToString(), await _errors);
    }

    /// <summary>Waits until it serves; the address it says.</summary>
    public async Task<Uri> Served() => new(await _announced.Task.WaitAsync(TimeSpan.FromMinutes(2))
        ?? throw new InvalidOperationException($"The program ended before it served: {_output}{await _errors}"));

    /// <summary>SIGKILL: no farewell, no flush.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it may end in its own way.</summary>
    public void Terminate() => Signal("TERM");

    /// <param name="name">As in <c>STOP</c>.</param>
    public void Signal(string name)
    {
        var id = _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [$"-{name}", id]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        await _reading;
        await _errors;
        _process.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.AppendLine(line);
            if (line.Split("LiveDashboard is at ") is ["", var address]) _announced.TrySetResult(address.Split(' ')[0]);
        }
        _announced.TrySetResult(null);
    }
}

/// <summary>A folder and, on PostgreSQL, a database for runs of the program; both go when it does.</summary>
public sealed class RunData(string folder, string? server) : IAsyncDisposable
{
    public string Folder => folder;
    public string? Server => server;

    public static async Task<RunData> New(Engine engine = Engine.Sqlite) =>
        new(TestFolder.New(), engine == Engine.Postgres ? await PostgresServer.NewDatabase() : null);

    /// <summary>A file in the folder, with this text.</summary>
    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    /// <summary>A file in the folder, with these bytes.</summary>
    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads what is stored while the program does not run.</summary>
    public async Task<T> Read<T>(Func<Database, Task<T>> read)
    {
        await using var database = server is null ? Database.Embedded(Path.Combine(folder, "dashboard.db")) : Database.Server(server);
        return await read(database);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await PostgresServer.Drop(server);
        Directory.Delete(folder, recursive: true);
    }
}
