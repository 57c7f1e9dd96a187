using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>The real program on a free port, with a data folder of its own that goes when it does.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private LiveSite(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts it on this many cases.</summary>
    /// <param name="with">Replaces services, such as the clock.</param>
    /// <param name="settings">In the form <c>--Data:Folder x</c>.</param>
    public static async Task<LiveSite> Start(
        int cases, Action<IServiceCollection>? with = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("dashboard-browser-").FullName;
        await SqliteTemplate.CopyTo(Path.Combine(folder, "dashboard.db"));
        var app = Dashboard.Build(
        [
            "--urls", "http://127.0.0.1:0", "--Data:Folder", folder, "--Logging:LogLevel:Default", "None",
            "--Provider:TimeZone", "Europe/London", "--Provider:Name", "Northgate Safety Live",
            "--Live:HeartbeatSeconds", "1", "--Live:BeatMilliseconds", "100", "--Live:RefreshSeconds", "2",
            "--Live:PollSeconds", "2", .. settings,
        ], builder => with?.Invoke(builder.Services));
        await Dashboard.PrepareStorage(app);
        await StationCases.Write(app.Services, cases);
        await Dashboard.PrepareFigures(app);
        await app.StartAsync();
        return new LiveSite(app, folder);
    }

    /// <summary>Records messages as the program does, and says so to the beat after the commit.</summary>
    public async Task Receive(TimeSpan ago = default, TimeSpan? answeredAfter = null, int count = 1)
    {
        await StationCases.Receive(_app.Services, ago, answeredAfter, count);
        _app.Services.GetRequiredService<FigureSignal>().CasesChanged();
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Imports messages on a topic, which may be new, and publishes the breakdowns as their job does.</summary>
    public async Task ReceiveOn(string topic, int count)
    {
        await StationCases.ReceiveOn(_app.Services, topic, count);
        await _app.Services.GetRequiredService<PublishBreakdowns>().Run(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
