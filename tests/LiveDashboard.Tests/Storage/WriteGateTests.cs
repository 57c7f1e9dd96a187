using System.Net;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveDashboard.Tests.Storage;

public sealed class WriteGateTests
{
    [Fact]
    public async Task With_too_little_room_a_connected_system_is_refused_and_pages_and_own_work_go_on()
    {
        await using var system = await ConnectedSystem.Start(Engine.Sqlite, "--Data:FreeMegabytes", "1000000000");
        var refused = await system.AddCases(system.Case("1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-room"), (refused.Status, refused.Problem));
        Assert.NotNull(refused.Headers.RetryAfter);
        using var visitor = system.App.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/en")).StatusCode);
        using var ready = await visitor.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.StartsWith("Degraded", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await system.App.Get<WriteLane>().Write(_ => Task.CompletedTask);
    }

    [Theory]
    [InlineData(11, "damaged")]
    [InlineData(13, "no-room")]
    public async Task What_stops_the_lane_is_told_with_503_and_stays_told(int sqliteError, string problem)
    {
        await using var system = await ConnectedSystem.Start(Engine.Sqlite);
        var lane = system.App.Get<WriteLane>();
        await Assert.ThrowsAsync<WriteStoppedException>(
            () => lane.Write(_ => throw new SqliteException("as the disk would say", sqliteError)));
        Assert.Equal(problem, (await system.AddCases(system.Case("1"))).Problem);
        if (problem == "damaged") return;
        await Task.Delay(WriteGate.Pause);
        Assert.Equal(HttpStatusCode.Created, (await system.AddCases(system.Case("2"))).Status);
        Assert.Null(lane.Gate.Stop);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_with_503_and_each_write_tries_again()
    {
        await using var system = await ConnectedSystem.Start(Engine.Sqlite);
        var lane = system.App.Get<WriteLane>();
        var stopped = await Assert.ThrowsAsync<WriteStoppedException>(
            () => lane.Write(_ => throw new NpgsqlException("as the driver would say")));
        Assert.Equal(WriteStop.Unreachable, stopped.Why);
        Assert.Equal(HttpStatusCode.Created, (await system.AddCases(system.Case("1"))).Status);
    }
}
