using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;

namespace LiveDashboard.Tests.Helpers;

/// <summary>A WebSocket that speaks the hub's protocol by hand, well or badly.</summary>
public sealed class RawViewer : IDisposable
{
    public const string Handshake = """{"protocol":"json","version":1}""";
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<string> _messages = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawViewer() => _socket.Options.CollectHttpResponseDetails = true;

    /// <summary>101 when it was taken.</summary>
    public HttpStatusCode Answer => _socket.HttpStatusCode;

    /// <summary>The whole seconds of Retry-After; null without it.</summary>
    public int? RetryAfter => (
        from header in _socket.HttpResponseHeaders
        where header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)
        select (int?)int.Parse(header.Value.Single(), CultureInfo.InvariantCulture)).SingleOrDefault();

    public WebSocketCloseStatus? ClosedWith => _socket.CloseStatus;

    /// <summary>Tries to connect, without the hub's greeting.</summary>
    public static async Task<RawViewer> Try(Uri address, string? origin = null, string? forwardedFor = null)
    {
        var viewer = new RawViewer();
        if (origin is not null) viewer._socket.Options.SetRequestHeader("Origin", origin);
        if (forwardedFor is not null) viewer._socket.Options.SetRequestHeader("X-Forwarded-For", forwardedFor);
        try
        {
            await viewer._socket.ConnectAsync(
                new UriBuilder(address) { Scheme = "ws", Path = FigureHub.Path }.Uri, CancellationToken.None)
                .WaitAsync(LiveClient.Patience);
        }
        catch (WebSocketException) when (viewer.Answer != 0)
        {
            // Refused; the answer says how.
        }
        return viewer;
    }

    /// <summary>Connects and is greeted.</summary>
    public static async Task<RawViewer> Greeted(Uri address)
    {
        var viewer = await Try(address);
        await viewer.Say(Handshake);
        await viewer.Next();
        return viewer;
    }

    /// <summary>Watches from a version; what the page lacked is among the next messages.</summary>
    public Task Watch(string board, string? epoch = null, long version = 0) => Say(JsonSerializer.Serialize(
        new { type = 1, invocationId = "1", target = "Watch", arguments = new object?[] { board, "en", epoch, version } }));

    public Task Say(string message) => Send(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text);

    public Task Send(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, true, CancellationToken.None);

    /// <summary>An empty part of a message that does not end.</summary>
    public Task SendPart() =>
        _socket.SendAsync(ArraySegment<byte>.Empty, WebSocketMessageType.Text, false, CancellationToken.None);

    /// <summary>The next message; null when the connection ended, in whatever way.</summary>
    public async Task<JsonElement?> Next(CancellationToken ct = default)
    {
        var text = new StringBuilder();
        while (_messages.Count == 0)
        {
            WebSocketReceiveResult received;
            try
            {
                received = await _socket.ReceiveAsync(_buffer, ct).WaitAsync(LiveClient.Patience, ct);
            }
            catch (WebSocketException)
            {
                return null;
            }
            if (received.MessageType == WebSocketMessageType.Close) return null;
            text.Append(Encoding.UTF8.GetString(_buffer, 0, received.Count));
            if (!received.EndOfMessage) continue;
            foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries))
                _messages.Enqueue(message);
            text.Clear();
        }
        return JsonElement.Parse(_messages.Dequeue());
    }

    /// <summary>Reads on to the end of the connection; every message on the way.</summary>
    public async Task<List<JsonElement>> ReadToEnd()
    {
        var messages = new List<JsonElement>();
        while (await Next() is { } message) messages.Add(message);
        return messages;
    }

    /// <summary>The frame that a message carries: pushed, or the answer to Watch. Null for anything else.</summary>
    public static Frame? FrameIn(JsonElement message)
    {
        if (message.TryGetProperty("target", out var target))
            return target.GetString() != "Frame" ? null
                : message.GetProperty("arguments")[0].Deserialize<Frame>(FrameJson.Options);
        return message.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            ? result.Deserialize<Frame>(FrameJson.Options) : null;
    }

    public void Dispose() => _socket.Dispose();
}
