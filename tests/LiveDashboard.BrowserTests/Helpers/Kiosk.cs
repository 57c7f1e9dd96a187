using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>
/// A lobby's small computer: <c>deploy/lobby-kiosk</c> as it is installed, with the browser of this machine in place of the
/// one that fills a television.
/// </summary>
public sealed class Kiosk : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("dashboard-kiosk-").FullName;
    private readonly Uri _screen;
    private readonly int _port = FreePort();
    private IPlaywright? _playwright;
    private Process? _process;

    public Kiosk(Uri screen)
    {
        _screen = screen;
        // The script calls both by name. Here the browser has no display, and can be asked what it shows.
        Program("curl", $"echo x >> '{_home}/tries'\nexec {Curl} \"$@\"");
        Program("chromium",
            $"""
            touch '{_home}/browser'
            for one; do
                case $one in --app=*) one=$(expr "$one" : '--app=\(.*\)') ;; esac
                set -- "$@" "$one"
                shift
            done
            exec '{Chromium.Executable}' --headless --no-sandbox --remote-debugging-port={_port} "$@" --ozone-platform=headless
            """);
    }

    /// <summary>What a kiosk needs besides, as a path; null: it is not on this machine.</summary>
    public static string? Curl { get; } = new[] { "/usr/bin/curl", "/bin/curl" }.FirstOrDefault(File.Exists);

    /// <summary>How often it has asked whether the server is there.</summary>
    public int Tries => File.Exists(Path.Combine(_home, "tries")) ? File.ReadAllLines(Path.Combine(_home, "tries")).Length : 0;

    /// <summary>Whether it has started the browser.</summary>
    public bool HasBrowser => File.Exists(Path.Combine(_home, "browser"));

    /// <summary>Whether it would find the page again after a power cut.</summary>
    public bool HasKept => Directory.EnumerateFiles(_home, "index.txt", SearchOption.AllDirectories)
        .Any(file => File.ReadAllText(file).Contains("screen-kept", StringComparison.Ordinal));

    /// <summary>The power comes on.</summary>
    public void Start()
    {
        File.Delete(Path.Combine(_home, "tries"));
        File.Delete(Path.Combine(_home, "browser"));
        // A group of its own, so that all of it can be ended at once.
        var start = new ProcessStartInfo("setsid", ["sh", Path.Combine(Root(), "deploy", "lobby-kiosk")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_home}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _home;
        start.Environment["LOBBY_ADDRESS"] = _screen.ToString();
        start.Environment["LOBBY_PAUSE"] = "0.2";
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it shows, once it shows anything.</summary>
    public async Task<IPage> Page()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(Browsing.Patience));
        while (!await IsLoaded(patience.Token)) await Task.Delay(100, patience.Token);
        _playwright ??= await Playwright.CreateAsync();
        var browser = await _playwright.Chromium.ConnectOverCDPAsync($"http://127.0.0.1:{_port}");
        var page = browser.Contexts.SelectMany(context => context.Pages).Single();
        page.SetDefaultTimeout(Browsing.Patience);
        return page;
    }

    // Whoever joins while the browser still goes from its empty page to the first can wait for the empty one for ever.
    private async Task<bool> IsLoaded(CancellationToken ct)
    {
        using var http = new HttpClient();
        try
        {
            var tabs = await http.GetFromJsonAsync<JsonElement[]>(new Uri($"http://127.0.0.1:{_port}/json/list"), ct);
            return tabs!.Any(tab => tab.GetProperty("url").GetString() == _screen.ToString()
                && tab.GetProperty("title").GetString()!.Contains("LiveDashboard", StringComparison.Ordinal)); // and not the browser's own
        }
        catch (HttpRequestException)
        {
            return false; // it is starting
        }
    }

    /// <summary>The power goes: nothing of it ends in its own way.</summary>
    public async Task CutPower()
    {
        if (_process is null) return;
        var group = _process.Id.ToString(CultureInfo.InvariantCulture);
        using (var kill = Process.Start("kill", ["-KILL", "--", $"-{group}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await CutPower();
        _playwright?.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private void Program(string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_home, "bin")).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveDashboard.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
