using System.Collections.Concurrent;
using System.Text;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveDashboard.Tests.Web;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_is_sent_what_an_operator_watches_and_no_secret()
    {
        await using var collector = await Collector.Start();
        await using var data = await RunData.New();
        var key = (await ProgramRun.ToEnd(data, "key", "create", "--name", "crm")).Output.Trim();
        await using var run = ProgramRun.Start(
            data, ["serve", "--urls", "http://127.0.0.1:0"], ("Telemetry__Otlp", collector.Address.ToString()),
            ("OTEL_METRIC_EXPORT_INTERVAL", "300"), ("OTEL_BSP_SCHEDULE_DELAY", "300"), ("Ingest__Burst", "25"));
        var address = await run.Served();
        using var load = new IngestLoad(address, key);
        await load.Until(() => load.Stored >= 20);
        await load.Stop();
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await http.PostAsync("/api/v1/cases", new StringContent("no key")); // refused, or too soon after the others

        foreach (var metric in (string[])
        [
            "livedashboard.commit.items", "livedashboard.commit.time", "livedashboard.lane.waiting",
            "livedashboard.wal.size", "livedashboard.disk.free", "livedashboard.readers.opened",
            "livedashboard.ingest.cases", "livedashboard.beat.measuring", "http.server.request.duration",
        ])
            await Eventually.Holds(() => Task.FromResult(collector.Holds("/v1/metrics", metric)));
        await Eventually.Holds(() => Task.FromResult(collector.Holds("/v1/traces", "commit")));
        Assert.False(collector.Holds("/v1/traces", key));
        Assert.False(collector.Holds("/v1/metrics", key));

        await collector.DisposeAsync(); // a stop does not wait for a collector that is gone
        var told = Environment.TickCount64;
        run.Terminate();
        Assert.Equal(0, (await run.End()).ExitCode);
        Assert.InRange(Environment.TickCount64 - told, 0, 10_000);
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_it_is_loaded()
    {
        await using var data = await RunData.New();
        await using var run = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"]);
        await run.Served();
        if (!OperatingSystem.IsLinux()) return; // where a process cannot be asked for its files
        Assert.DoesNotContain("OpenTelemetry", File.ReadAllText($"/proc/{run.Id}/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_by_its_name()
    {
        await using var data = await RunData.New();
        await using var run = ProgramRun.Start(data, ["serve"], ("Telemetry__Otlp", "collector"));
        var end = await run.End();
        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("Configuration: Telemetry:Otlp is not an address", end.Errors, StringComparison.Ordinal);
    }

    /// <summary>A collector of OTLP over HTTP that keeps what it is sent.</summary>
    private sealed class Collector(WebApplication app, ConcurrentBag<(string Path, string Body)> received)
        : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var received = new ConcurrentBag<(string, string)>();
            app.MapPost("/v1/{kind}", async (HttpRequest request) =>
            {
                Assert.Equal("application/x-protobuf", request.ContentType);
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                received.Add((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            });
            await app.StartAsync();
            return new Collector(app, received);
        }

        /// <summary>Whether a text came to an address: names stand in protobuf as they are.</summary>
        public bool Holds(string path, string text) =>
            received.Any(one => one.Path == path && one.Body.Contains(text, StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
