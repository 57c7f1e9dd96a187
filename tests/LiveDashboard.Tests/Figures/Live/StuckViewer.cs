using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;

namespace LiveDashboard.Tests.Figures.Live;

/// <summary>A viewer that reads only when it is told to, behind buffers as small as they come.</summary>
public sealed class StuckViewer : IDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly SocketsHttpHandler _handler = new()
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    public static async Task<StuckViewer> Watch(Uri address, string board)
    {
        var viewer = new StuckViewer();
        using var invoker = new HttpMessageInvoker(viewer._handler, disposeHandler: false);
        await viewer._socket.ConnectAsync(
            new UriBuilder(address) { Scheme = "ws", Path = FigureHub.Path }.Uri, invoker, CancellationToken.None);
        await viewer.Say("""{"protocol":"json","version":1}""");
        await viewer.Say($$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{board}}","en",null,0]}""");
        // The answer to the first line and to the second; from here on it reads no more.
        for (var messages = 0; messages < 2;) messages += (await viewer.Read()).Count;
        return viewer;
    }

    /// <summary>Reads frames until one is there that satisfies.</summary>
    public async Task<List<Frame>> ReadUntil(Func<Frame, bool> satisfied)
    {
        var frames = new List<Frame>();
        while (frames.Count == 0 || !satisfied(frames[^1]))
            foreach (var message in await Read())
            {
                using var json = JsonDocument.Parse(message);
                if (json.RootElement.TryGetProperty("target", out var target) && target.GetString() == "Frame")
                    frames.Add(json.RootElement.GetProperty("arguments")[0].Deserialize<Frame>(FrameJson.Options)!);
            }
        return frames;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _handler.Dispose();
    }

    private Task Say(string message) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The messages of one socket message.</summary>
    private async Task<List<string>> Read()
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer, CancellationToken.None)
                .WaitAsync(Helpers.LiveClient.Patience);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new IOException("The server closed the connection.");
            bytes.Write(buffer.AsSpan(0, received.Count));
        }
        while (!received.EndOfMessage || bytes.GetBuffer()[bytes.Length - 1] != End);
        return [.. Encoding.UTF8.GetString(bytes.ToArray()).Split(End, StringSplitOptions.RemoveEmptyEntries)];
    }
}
