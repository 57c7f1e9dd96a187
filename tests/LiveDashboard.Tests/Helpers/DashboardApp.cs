using System.Text;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Helpers;

/// <summary>The real program on a free port, with a data folder of its own that goes when it does.</summary>
public sealed class DashboardApp : IAsyncDisposable
{
    // What the framework finds out about the types of the pages, which is the same for every instance of this process.
    private static IModelMetadataProvider? _metadata;

    private readonly Func<WebApplication> _build;
    private readonly string _folder;
    private readonly string? _server;
    private WebApplication _app;

    private readonly bool _ownsServer;

    private DashboardApp(Func<WebApplication> build, string folder, string? server, bool ownsServer) =>
        (_build, _app, _folder, _server, _ownsServer) = (build, build(), folder, server, ownsServer);

    /// <param name="settings">Further settings, as on the command line.</param>
    /// <param name="with">Replaces services, such as the clock.</param>
    /// <param name="map">Maps endpoints that only this test needs.</param>
    /// <param name="prepare">False leaves out the first measurement, as while a start is under way.</param>
    /// <param name="beside">Another node, whose PostgreSQL database is shared.</param>
    public static async Task<DashboardApp> Start(
        Engine engine = Engine.Sqlite, string[]? settings = null, Action<IServiceCollection>? with = null,
        Action<WebApplication>? map = null, bool prepare = true, DashboardApp? beside = null)
    {
        var folder = TestFolder.New();
        var server = beside is not null ? beside._server
            : engine == Engine.Postgres ? await PostgresServer.NewDatabase() : null;
        if (server is null) await SqliteTemplate.CopyTo(Path.Combine(folder, "dashboard.db"));
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--Data:Folder", folder, "--ConnectionStrings:Dashboard", server ?? "",
            "--Logging:LogLevel:Default", "None", "--Provider:TimeZone", "Europe/London", .. settings ?? [],
        ];
        var dashboard = new DashboardApp(
            () =>
            {
                var app = Dashboard.Build(args, builder =>
                {
                    if (_metadata is not null) builder.Services.AddSingleton(_metadata);
                    with?.Invoke(builder.Services);
                });
                _metadata ??= app.Services.GetRequiredService<IModelMetadataProvider>();
                map?.Invoke(app);
                return app;
            }, folder, server, ownsServer: beside is null);
        try
        {
            await dashboard.Start(prepare);
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the program and starts it again on the same data, at another address.</summary>
    public async Task Restart()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = _build();
        await Start(prepare: true);
    }

    /// <summary>The data folder.</summary>
    public string Folder => _folder;

    public Uri Address => new(_app.Urls.Single());

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A browser of one visitor: keeps its cookies.</summary>
    public HttpClient Visitor() => new() { BaseAddress = Address };

    public Task<LiveClient> Live() => LiveClient.Connect(Address);

    /// <summary>Whether a word stands anywhere in the files of the embedded database, its log among them.</summary>
    public async Task<bool> Holds(string word)
    {
        foreach (var file in Directory.GetFiles(_folder, "*.db*"))
        {
            using var reader = new StreamReader(
                new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.Latin1);
            if ((await reader.ReadToEndAsync()).Contains(word, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_server is not null && _ownsServer) await PostgresServer.Drop(_server);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start(bool prepare)
    {
        await Dashboard.PrepareStorage(_app);
        if (prepare) await Dashboard.PrepareFigures(_app);
        await _app.StartAsync();
    }
}
