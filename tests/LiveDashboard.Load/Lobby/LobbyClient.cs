using System.Net.Http.Json;
using System.Text.Json;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;
using LiveDashboard.Lobby.Pairing;

namespace LiveDashboard.Load.Lobby;

/// <summary>A lobby screen without a browser.</summary>
public sealed class LobbyClient : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(9);

    private readonly HttpClient _http;
    private readonly RawViewer _viewer;
    private readonly string _instance = Guid.NewGuid().ToString("n");
    private readonly HashSet<string> _done = [];

    private LobbyClient(HttpClient http, RawViewer viewer) => (_http, _viewer) = (http, viewer);

    /// <summary>How many orders the server knows to be carried out.</summary>
    public int Acknowledged { get; private set; }

    public static async Task<LobbyClient> Connect(ProgramProcess program, string token, CancellationToken ct)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Add("Cookie", $"{ScreenCookies.Token}={token}");
        http.DefaultRequestHeaders.Add("Origin", program.Address.GetLeftPart(UriPartial.Authority));
        var viewer = await RawViewer.Connect(program.EndPoint, "/live", "home", false, ct)
            ?? throw new InvalidOperationException("The server refused a screen.");
        (await http.GetAsync("/screen", ct)).EnsureSuccessStatusCode();
        return new LobbyClient(http, viewer);
    }

    /// <summary>Looks for orders with each frame, and says something every few seconds, until it is to end.</summary>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            var (frames, said) = (-1, DateTime.MinValue);
            while (true)
            {
                var news = _viewer.Reader.Frames != frames;
                frames = _viewer.Reader.Frames;
                if (news) await Fetch(ct);
                if (news || DateTime.UtcNow - said > SayEvery)
                {
                    said = DateTime.UtcNow;
                    _viewer.SayPing();
                    await Say(ct);
                }
                await Task.Delay(Look, ct);
            }
        }
        catch (OperationCanceledException) { /* the measurement is over */ }
    }

    public void Dispose()
    {
        _viewer.Dispose();
        _http.Dispose();
    }

    private async Task Fetch(CancellationToken ct)
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("/screen/orders", ct);
        foreach (var order in answer.GetProperty("orders").EnumerateArray()) _done.Add(order.GetProperty("id").GetString()!);
    }

    private async Task Say(CancellationToken ct)
    {
        string[] done = [.. _done.TakeLast(50)];
        using var said = JsonContent.Create(new
        {
            Instance = _instance,
            Panel = "reach@en",
            Cover = "",
            Conn = "live",
            Build = "b",
            Epoch = "e",
            Version = 1,
            FiguresAt = 0,
            Started = 0,
            Viewport = "1920x1080",
            Done = done,
            Refused = Array.Empty<string>(),
        });
        await said.LoadIntoBufferAsync(ct); // with its length, as a browser sends it: without one it is refused
        using var answer = await _http.PostAsync("/screen/report", said, ct);
        answer.EnsureSuccessStatusCode();
        Acknowledged = Math.Max(Acknowledged, _done.Count);
    }
}
