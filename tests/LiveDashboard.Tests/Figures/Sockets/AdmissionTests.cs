using System.Net;
using LiveDashboard.Figures.Live;
using LiveDashboard.Figures.Sockets;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Sockets;

public sealed class AdmissionTests
{
    [Fact]
    public async Task One_more_than_there_may_be_is_told_to_come_again_and_a_place_that_is_left_is_free()
    {
        await using var app = await DashboardApp.Start(settings: ["--Live:Connections", "2"]);
        using var first = await RawViewer.Greeted(app.Address);
        var second = await RawViewer.Try(app.Address); // one that is not greeted yet holds a place too
        using var third = await RawViewer.Try(app.Address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.Answer);
        Assert.InRange(third.RetryAfter!.Value, 2, 10);

        second.Dispose();
        RawViewer? taken = null;
        Assert.True(await Eventually(async () =>
        {
            taken?.Dispose();
            return (taken = await RawViewer.Try(app.Address)).Answer == HttpStatusCode.SwitchingProtocols;
        }));
        taken!.Dispose();
    }

    [Fact]
    public async Task An_address_may_have_so_many_and_no_more()
    {
        await using var app = await DashboardApp.Start(settings: ["--Live:ConnectionsPerAddress", "1"]);
        using var first = await RawViewer.Greeted(app.Address);
        using var second = await RawViewer.Try(app.Address);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.Answer);
        Assert.InRange(second.RetryAfter!.Value, 2, 10);
    }

    [Fact]
    public async Task A_crowd_is_taken_in_second_by_second()
    {
        var clock = new FakeClock();
        await using var app = await DashboardApp.Start(
            settings: ["--Live:ConnectionsPerSecond", "3"],
            with: services => services.AddSingleton<TimeProvider>(clock));
        var crowd = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RawViewer.Try(app.Address)));
        Assert.Equal(3, crowd.Count(viewer => viewer.Answer == HttpStatusCode.SwitchingProtocols));
        Assert.All(
            crowd.Where(viewer => viewer.Answer != HttpStatusCode.SwitchingProtocols),
            viewer => Assert.Equal(HttpStatusCode.ServiceUnavailable, viewer.Answer));
        clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await RawViewer.Try(app.Address);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, later.Answer);
        foreach (var viewer in crowd) viewer.Dispose();
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7"), InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    public void A_household_is_one_address(string address, string counted) =>
        Assert.Equal(IPAddress.Parse(counted), Admission.Network(IPAddress.Parse(address)));

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1", HttpStatusCode.SwitchingProtocols)]
    public async Task Addresses_are_taken_from_a_configured_proxy_and_from_nobody_else(
        string? proxy, HttpStatusCode answer)
    {
        string[] known = proxy is null ? [] : ["--Proxy:KnownProxies:0", proxy];
        await using var app = await DashboardApp.Start(settings: ["--Live:ConnectionsPerAddress", "1", .. known]);
        using var first = await RawViewer.Try(app.Address, forwardedFor: "203.0.113.1");
        using var second = await RawViewer.Try(app.Address, forwardedFor: "203.0.113.2");
        Assert.Equal((HttpStatusCode.SwitchingProtocols, answer), (first.Answer, second.Answer));
    }

    private static async Task<bool> Eventually(Func<Task<bool>> holds)
    {
        var end = Environment.TickCount64 + (long)LiveClient.Patience.TotalMilliseconds;
        while (Environment.TickCount64 < end)
            if (await holds()) return true;
        return false;
    }
}
