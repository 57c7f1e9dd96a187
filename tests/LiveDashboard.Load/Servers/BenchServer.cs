using System.CommandLine;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveDashboard.Load.Servers;

/// <summary>
/// What is measured, in a process of its own: the program with a board of <see cref="BenchFigures"/>, or a plain hub that
/// sends the very same frames with <c>Clients.All.SendAsync</c>.
/// </summary>
public static class BenchServer
{
    /// <summary>Asked with POST: how many frames a second from now on (<c>?rate=</c>, 0 for none).</summary>
    public const string RatePath = "/bench/rate";

    /// <summary>Asked with POST: collects all garbage, so that what is measured then is held.</summary>
    public const string CollectPath = "/bench/collect";

    /// <summary><c>server</c>: for the measurements, which start it.</summary>
    public static Command Command()
    {
        var kind = new Argument<HubKind>("kind");
        var folder = new Option<string>("--folder") { Required = true };
        var urls = new Option<string>("--urls") { Required = true };
        var command = new Command("server") { kind, folder, urls };
        command.Hidden = true;
        command.SetAction((parse, ct) => parse.GetValue(kind) == HubKind.Board
            ? Board(parse.GetRequiredValue(folder), parse.GetRequiredValue(urls), ct)
            : Plain(parse.GetRequiredValue(urls), ct));
        return command;
    }

    private static async Task Board(string folder, string urls, CancellationToken ct)
    {
        await using var instance = await Instance.Open(folder, null, [.. Unlimited, "--urls", urls]);
        await Dashboard.PrepareFigures(instance.App);
        var (boards, fanOut) = (instance.Get<FigureBoards>(), instance.Get<IFanOut>());
        boards.Move(BenchFigures.Board, BenchFigures.Now(), TimeProvider.System.GetUtcNow());
        var pump = new Pump(() =>
        {
            var (before, after) = boards.Move(BenchFigures.Board, BenchFigures.Now(), TimeProvider.System.GetUtcNow());
            fanOut.Send(before, after);
            return Task.CompletedTask;
        });
        await Run(instance.App, pump, ct);
    }

    private static async Task Plain(string urls, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(["--urls", urls]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<PlainHub>(PlainHub.Path);
        var hub = app.Services.GetRequiredService<IHubContext<PlainHub>>();
        var state = BoardState.New(BenchFigures.Board, "0123456789ab", TimeProvider.System.GetUtcNow());
        var pump = new Pump(async () =>
        {
            var before = state;
            state = state.With(BenchFigures.Now(), TimeProvider.System.GetUtcNow());
            await hub.Clients.All.SendAsync("Frame", state.Since(Language.English, before.Version, "12:00"), ct);
        });
        await Run(app, pump, ct);
    }

    /// <summary>The limits that keep one address from taking all; here all viewers come from one.</summary>
    public static readonly string[] Unlimited =
    [
        "--Live:Connections", "50000", "--Live:ConnectionsPerAddress", "50000", "--Live:ConnectionsPerSecond", "50000",
    ];

    private static async Task Run(WebApplication app, Pump pump, CancellationToken ct)
    {
        app.MapPost(RatePath, (double rate) => pump.Rate = rate);
        app.MapPost(CollectPath, () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
        await app.StartAsync(ct);
        var pumping = pump.Run(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(ct);
        await pumping;
    }

    /// <summary>Sends at a steady rate, late or not: an open loop.</summary>
    private sealed class Pump(Func<Task> send)
    {
        private double _rate;

        public double Rate { set => Volatile.Write(ref _rate, value); }

        public async Task Run(CancellationToken ct)
        {
            try
            {
                while (true)
                {
                    var rate = Volatile.Read(ref _rate);
                    await Task.Delay(TimeSpan.FromMilliseconds(rate > 0 ? 1000 / rate : 50), ct);
                    if (rate > 0) await send();
                }
            }
            catch (OperationCanceledException) { /* the server ends */ }
        }
    }
}
