using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LiveDashboard.Load.Servers;

/// <summary>The program in a process of its own, on a free port.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProgramProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;
    public bool HasEnded => _process.HasExited;
    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    /// <param name="folder">Where LiveDashboard.dll lies, such as a published folder.</param>
    /// <param name="port">Where it listens; 0 for a free port.</param>
    public static ProgramProcess Start(string folder, int port, params string[] arguments) => Start(folder, port, [], arguments);

    /// <param name="environment">Further settings.</param>
    public static ProgramProcess Start(
        string folder, int port, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Run(Path.Combine(Path.GetFullPath(folder), "LiveDashboard.dll"), port, environment, arguments);

    /// <summary>A server of this project, see <see cref="BenchServer"/>.</summary>
    public static ProgramProcess StartOwn(int port, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Run(typeof(ProgramProcess).Assembly.Location, port, environment, arguments);

    private static ProgramProcess Run(
        string dll, int port, IEnumerable<KeyValuePair<string, string>> environment, string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort() : port)}");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ProgramProcess(process, address);
    }

    /// <summary>Asks until the page answers.</summary>
    public async Task WaitFor(string path, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                if ((await http.GetAsync(path, ct)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!_process.HasExited) { /* not listening yet */ }
            await Task.Delay(5, ct);
        }
    }

    /// <summary>What a command says on its output.</summary>
    public static async Task<string> Output(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "LiveDashboard.dll"), .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException(said);
    }

    public ProcessUse Use() => ProcessUse.Of(_process.Id);

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
