using System.Net;
using LiveDashboard.Figures.Live;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>Which pages may connect; HOST and PORT stand for the program's own.</summary>
public sealed class OriginsTests
{
    [Theory]
    [InlineData(null, true), InlineData("http://HOST:PORT", true), InlineData("https://friend.example", true)]
    [InlineData("https://HOST:PORT", true)] // a proxy may have ended TLS without saying so
    [InlineData("null", false), InlineData("", false), InlineData("https://evil.example", false)]
    [InlineData("http://sub.HOST:PORT", false), InlineData("http://HOST:1", false), InlineData("http://HOST", false)]
    [InlineData("http://friend.example", false), InlineData("https://friend.example:444", false)]
    [InlineData("https://friend.example.evil.example", false), InlineData("http://HOST:PORT@evil.example", false)]
    [InlineData("file://", false), InlineData("ws://HOST:PORT", false)]
    public async Task Only_own_and_allowed_pages_connect(string? origin, bool may)
    {
        await using var app = await DashboardApp.Start(settings: ["--Live:Origins:0", "https://friend.example"]);
        origin = origin?.Replace("HOST", app.Address.Host).Replace("PORT", $"{app.Address.Port}");
        using var upgrade = await RawViewer.Try(app.Address, origin);
        using var visitor = app.Visitor();
        using var asking = new HttpRequestMessage(HttpMethod.Post, $"{FigureHub.Path}/negotiate?negotiateVersion=1");
        if (origin is not null) asking.Headers.TryAddWithoutValidation("Origin", origin);
        using var negotiate = await visitor.SendAsync(asking);
        Assert.Equal(may ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, upgrade.Answer);
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, negotiate.StatusCode);
    }

    [Fact]
    public async Task A_page_over_plain_http_does_not_pass_for_the_one_behind_TLS()
    {
        await using var app = await DashboardApp.Start(settings: ["--Proxy:KnownNetworks:0", "127.0.0.0/8"]);
        using var visitor = app.Visitor();
        foreach (var (scheme, answer) in new[] { ("http", HttpStatusCode.Forbidden), ("https", HttpStatusCode.OK) })
        {
            using var asking = new HttpRequestMessage(HttpMethod.Post, $"{FigureHub.Path}/negotiate");
            asking.Headers.Add("X-Forwarded-Proto", "https");
            asking.Headers.Add("X-Forwarded-Host", "figures.example");
            asking.Headers.Add("Origin", $"{scheme}://figures.example");
            Assert.Equal(answer, (await visitor.SendAsync(asking)).StatusCode);
        }
    }

    [Fact]
    public async Task Negotiation_offers_WebSockets_and_text()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        using var answer = await visitor.PostAsync($"{FigureHub.Path}/negotiate?negotiateVersion=1", null);
        var json = System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var transport = Assert.Single(json.GetProperty("availableTransports").EnumerateArray());
        Assert.Equal("WebSockets", transport.GetProperty("transport").GetString());
        Assert.Equal("Text", Assert.Single(transport.GetProperty("transferFormats").EnumerateArray()).GetString());
        Assert.NotEmpty(json.GetProperty("connectionToken").GetString()!);
    }
}
