using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>The program as a process of its own, which can be killed as the kernel kills.</summary>
/// <param name="patience">How long its pages may hear nothing before they say so, in seconds.</param>
public sealed class ServerProcess(int patience = 2) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-browser-").FullName;
    private Process? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Starts it, the first time on this many cases; comes back when it answers.</summary>
    public async Task Start(int cases = 0, int recently = 0)
    {
        await Write(cases, recently);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "LiveDashboard.dll"), "serve", "--data", _folder, "--urls", Address.ToString(),
            },
            Environment =
            {
                ["Live__HeartbeatSeconds"] = "1",
                ["Live__ReconnectingAfterSeconds"] = patience.ToString(CultureInfo.InvariantCulture),
                ["Live__StaleAfterSeconds"] = (2 * patience).ToString(CultureInfo.InvariantCulture),
                ["Live__RefreshSeconds"] = "1", ["Provider__TimeZone"] = "Europe/London",
            },
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("LiveDashboard is at", StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync(); // so that it never waits for a reader
            return;
        }
        throw new InvalidOperationException("The program ended before it answered.");
    }

    /// <summary>SIGTERM, and waits for the end that the program chooses.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private Task Write(int cases, int recently) => Change(async services =>
    {
        if (cases > 0) await StationCases.Write(services, cases);
        if (recently > 0) await StationCases.Receive(services, count: recently);
    });

    /// <summary>Changes what is stored while the program is not running.</summary>
    public async Task Change(Func<IServiceProvider, Task> change)
    {
        await using var app = Dashboard.Build(
            ["--Data:Folder", _folder, "--Logging:LogLevel:Default", "None", "--Provider:TimeZone", "Europe/London"]);
        await Dashboard.PrepareStorage(app);
        await change(app.Services);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
