using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Load.Servers;

/// <summary>The program on a database of the scratch folder, not serving unless it is started.</summary>
public sealed class Instance : IAsyncDisposable
{
    public required WebApplication App { get; init; }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public static async Task<Instance> Open(string folder, Action<WebApplicationBuilder>? more = null, params string[] settings)
    {
        var app = Dashboard.Build(
            ["--Data:Folder", folder, "--Logging:LogLevel:Default", "Warning", "--Provider:TimeZone", "America/New_York", .. settings], more);
        await Dashboard.PrepareStorage(app);
        return new Instance { App = app };
    }

    /// <summary>Measures everything on the home board once, as a beat does when all has changed.</summary>
    public Task MeasureHome(DateTimeOffset now, CancellationToken ct)
    {
        var measuring = Get<FigureMeasuring>();
        return measuring.Measure(measuring.Names.ToHashSet(), now, ct);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
