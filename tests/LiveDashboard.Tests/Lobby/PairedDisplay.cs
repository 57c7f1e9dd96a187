using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Lobby;

/// <summary>A display as the server knows one: its token, what it is told, and what it says.</summary>
public sealed class PairedDisplay(DashboardApp app, string screenId, string token) : IDisposable
{
    public static readonly Actor Ada = new("a", "Ada");

    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = app.Address };

    public string ScreenId => screenId;
    public string Token => token;

    /// <summary>The text by which its page calls itself.</summary>
    public string Instance { get; set; } = "page-one-of-this";

    public static async Task<PairedDisplay> Connect(DashboardApp app, string name, string replaces = "")
    {
        var pairings = app.Get<PairingStore>();
        var (secret, display) = await pairings.Begin("192.0.2.7", "Chromium", CancellationToken.None);
        var (answer, id) = await pairings.Approve(Ada, display.Code, name, "Entrance", "en", replaces, CancellationToken.None);
        Assert.Equal(Approved.Done, answer);
        return new PairedDisplay(app, id, (await pairings.Claim(secret, CancellationToken.None))!);
    }

    public Task<PairedScreen?> Read() => app.Get<ScreenStore>().Find(screenId, CancellationToken.None);

    public async Task<(HttpStatusCode Status, JsonElement Body)> Orders()
    {
        using var answer = await Send(HttpMethod.Get, "/screen/orders", null);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default);
    }

    /// <summary>Says that it shows this.</summary>
    public async Task<HttpStatusCode> Say(string panel = "reply@en", string cover = "", string[]? done = null, string[]? refused = null)
    {
        using var answer = await Send(HttpMethod.Post, "/screen/report", JsonContent.Create(new
        {
            Instance,
            Panel = panel,
            Cover = cover,
            Conn = "live",
            Build = "b1",
            Epoch = "e",
            Version = 7,
            FiguresAt = 1_780_000_000_000,
            Started = 3,
            Viewport = "1920x1080",
            Done = done ?? [],
            Refused = refused ?? [],
        }));
        return answer.StatusCode;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content)
    {
        if (content is not null) await content.LoadIntoBufferAsync();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Cookie", $"{ScreenCookies.Token}={token}");
        request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}
