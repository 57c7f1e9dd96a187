using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace LiveDashboard.Load;

/// <summary>A viewer that speaks just enough of the hub's JSON protocol: it watches, and counts what comes.</summary>
public sealed class HubViewer : IAsyncDisposable
{
    private const byte End = 0x1E;
    private static readonly byte[] FrameMark = Encoding.UTF8.GetBytes("\"target\":\"Frame\"");

    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    private HubViewer(ClientWebSocket socket) => _socket = socket;

    /// <summary>Frames received so far.</summary>
    public int Frames { get; private set; }

    public static async Task<HubViewer> Connect(Uri server, string path, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path }.Uri, ct);
        var viewer = new HubViewer(socket);
        await viewer.Send("""{"protocol":"json","version":1}""", ct);
        viewer._reading = viewer.Read();
        return viewer;
    }

    /// <summary>Watches a board, every second viewer in French.</summary>
    public Task Watch(string board, int i, CancellationToken ct) => Send(
        $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{board}}","{{(i % 2 == 0 ? "en" : "fr")}}",null,0]}""", ct);

    private Task Send(string message, CancellationToken ct) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, true, ct);

    private async Task Read()
    {
        var message = new ArrayBufferWriter<byte>(1 << 16);
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(message.GetMemory(1 << 14), _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close) return;
                message.Advance(received.Count);
                if (!received.EndOfMessage) continue;
                // One WebSocket message may carry several of the hub's.
                var rest = message.WrittenSpan;
                for (int at; (at = rest.IndexOf(FrameMark)) >= 0; rest = rest[(at + FrameMark.Length)..]) Frames++;
                message.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { /* the measurement is over */ }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }
}
