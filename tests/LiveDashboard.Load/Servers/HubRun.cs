namespace LiveDashboard.Load.Servers;

/// <summary>Which hub is measured.</summary>
public enum HubKind
{
    /// <summary>The program's own.</summary>
    Board,
    /// <summary>A hub as it comes, sending the same frames.</summary>
    Plain,
}

/// <summary>A hub in a process of its own, silent until it is given a rate.</summary>
public sealed class HubRun : IAsyncDisposable
{
    private readonly ProgramProcess _process;
    private readonly HttpClient _http;

    private HubRun(HubKind kind, ProgramProcess process) =>
        (Kind, _process, _http) = (kind, process, new HttpClient { BaseAddress = process.Address });

    public HubKind Kind { get; }
    public ProgramProcess Process => _process;
    public string Path => Kind == HubKind.Board ? "/live" : PlainHub.Path;
    public string? Watched => Kind == HubKind.Board ? BenchFigures.Board : null;

    /// <param name="port">Where it listens; 0 for a free port.</param>
    public static async Task<HubRun> Start(HubKind kind, string scratch, CancellationToken ct, int port = 0)
    {
        var folder = System.IO.Path.Combine(scratch, "hub");
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        var run = new HubRun(kind, ProgramProcess.StartOwn(
            port, kind == HubKind.Board ? ProductSettings : PlainSettings, "server", kind.ToString(), "--folder", folder));
        await run.WaitUntilUp(ct);
        return run;
    }

    /// <summary>Frames a second from now on.</summary>
    public async Task SetRate(double rate, CancellationToken ct) =>
        (await _http.PostAsync(FormattableString.Invariant($"{BenchServer.RatePath}?rate={rate}"), null, ct)).EnsureSuccessStatusCode();

    /// <summary>What the process uses once all garbage is collected.</summary>
    public async Task<ProcessUse> Held(CancellationToken ct)
    {
        (await _http.PostAsync(BenchServer.CollectPath, null, ct)).EnsureSuccessStatusCode();
        return _process.Use();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    // The program as it is shipped (LiveDashboard.csproj), and the same collector as the framework sets it.
    private static readonly Dictionary<string, string> PlainSettings = new() { ["DOTNET_gcServer"] = "0" };
    private static readonly Dictionary<string, string> ProductSettings = new(PlainSettings)
    {
        ["DOTNET_GCConserveMemory"] = "5",
        ["DOTNET_GCGen0MaxBudget"] = "0x400000",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    private async Task WaitUntilUp(CancellationToken ct)
    {
        while (true)
            try
            {
                await SetRate(0, ct);
                return;
            }
            catch (HttpRequestException) when (!_process.HasEnded)
            {
                await Task.Delay(20, ct);
            }
    }
}
