using System.Net;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Load.Benches;

/// <summary>Scenario V1: the same events, told by the board's beat and by one push each, in one run, to as many viewers each.</summary>
public static class FramesBench
{
    private const int EventsPerSecond = 1000;
    private const int Seconds = 20;
    private const int Viewers = 20;

    public static async Task Run(string scratch, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, "frames");
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        await using var instance = await Instance.Open(folder, null, "--urls", "http://127.0.0.1:0");
        instance.App.MapHub<PlainHub>(PlainHub.Path);
        await Dashboard.PrepareFigures(instance.App);
        await instance.App.StartAsync(ct);
        var address = new Uri(instance.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var server = new IPEndPoint(IPAddress.Loopback, address.Port);
        using var board = new Crowd();
        using var plain = new Crowd();
        await board.Join(server, "/live", "home", Viewers, ct);
        await plain.Join(server, PlainHub.Path, null, Viewers, ct);

        var pushes = instance.Get<IHubContext<PlainHub>>();
        var sent = 0;
        using var second = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tenth = 0; tenth < Seconds * 10; tenth++)
        {
            await Task.WhenAll(Enumerable.Range(0, EventsPerSecond / 10).Select(_ => Event(instance, pushes, ct)));
            sent += EventsPerSecond / 10;
            await second.WaitForNextTickAsync(ct);
        }
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        var (byBeat, byEvent) = ((double)board.Frames / Viewers, (double)plain.Frames / Viewers);
        Report.Line($"| {sent:N0} events in {Seconds} s, {Viewers} viewers each | frames per viewer |");
        Report.Line($"|---|---|");
        Report.Line($"| board, a beat at most a second | {byBeat:0.0} |");
        Report.Line($"| plain hub, one push per event | {byEvent:0.0} |");
        Report.Line($"ratio {byBeat / byEvent:0.0000}");
        await instance.App.StopAsync(ct);
    }

    private static async Task Event(Instance instance, IHubContext<PlainHub> pushes, CancellationToken ct)
    {
        var id = CaseId.New();
        var received = new NewEvent(id, EventKind.Received, TimeProvider.System.GetUtcNow(), new CaseFacts(CaseKind.Concern, "", ""));
        await instance.Get<CaseLedger>().Record([new NewCase(id, "load", null, null)], [received], ct);
        instance.Get<FigureSignal>().CasesChanged();
        await pushes.Clients.All.SendAsync("Frame", 1, ct);
    }
}
