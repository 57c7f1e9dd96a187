using System.Net;
using Dapper;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>The real program is told to end while pages watch and a connected system sends.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task A_stop_tells_every_viewer_takes_nobody_new_loses_nothing_and_is_over_in_ten_seconds()
    {
        const int Viewers = 30;
        await using var data = await RunData.New();
        var key = (await ProgramRun.ToEnd(data, "key", "create", "--name", "crm")).Output.Trim();
        await using var run = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"]);
        var address = await run.Served();
        var viewers = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => RawViewer.Greeted(address)));
        using var sender = new IngestLoad(address, key);
        await sender.Until(() => sender.Stored >= 20);

        run.Terminate();
        var told = Environment.TickCount64;
        // The first viewer that is told knows that the end has begun; the door is then closed and the probe says no.
        Assert.Equal("Drain", (await viewers[^1].Next())!.Value.GetProperty("target").GetString());
        using var late = await RawViewer.Try(address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.Answer);
        Assert.InRange(late.RetryAfter!.Value, 2, 10);
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);

        var waits = new List<int>();
        foreach (var viewer in viewers[..^1])
        {
            var messages = await viewer.ReadToEnd();
            var drain = messages.Single(
                message => message.TryGetProperty("target", out var target) && target.GetString() == "Drain");
            waits.Add(drain.GetProperty("arguments")[0].GetProperty("afterMilliseconds").GetInt32());
            Assert.True(messages[^1].GetProperty("allowReconnect").GetBoolean());
            Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, viewer.ClosedWith);
        }
        Assert.All(waits, wait => Assert.InRange(wait, 0, 10_000));
        Assert.True(waits.Distinct().Count() > Viewers / 2);

        var end = await run.End();
        Assert.Equal(0, end.ExitCode);
        Assert.InRange(Environment.TickCount64 - told, 0, 10_000);
        var stored = await data.Read(async database =>
        {
            await using var db = await database.Read(CancellationToken.None);
            return (await db.QueryAsync<string>("SELECT external_id FROM feedback_case")).ToHashSet();
        });
        Assert.Empty((await sender.Confirmed()).Except(stored));
        foreach (var viewer in viewers) viewer.Dispose();
    }
}
