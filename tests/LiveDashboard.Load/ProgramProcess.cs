using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveDashboard.Load;

/// <summary>The program in a process of its own, on a free port.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProgramProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static ProgramProcess Start(params string[] arguments) => StartFrom(AppContext.BaseDirectory, arguments);

    /// <param name="folder">Where LiveDashboard.dll lies, such as a published folder.</param>
    public static ProgramProcess StartFrom(string folder, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(Path.GetFullPath(folder), "LiveDashboard.dll"), .. arguments, "--urls", address.ToString()])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
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

    /// <summary>A line of /proc/PID/status in MiB, such as VmRSS.</summary>
    public double MemoryMiB(string line)
    {
        var found = File.ReadLines($"/proc/{_process.Id}/status").First(one => one.StartsWith(line + ":", StringComparison.Ordinal));
        return double.Parse(found.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
