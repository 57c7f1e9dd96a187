using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// A viewer's WebSocket as the stock hub wants its connections: two pipes and an end. Frames of the fan-out go out
/// beside the pipes, as ready bytes that all viewers share.
/// </summary>
public sealed class ViewerConnection : ConnectionContext, IDuplexPipe
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly HttpContext _http;
    private readonly WebSocket _socket;
    private readonly ViewerStream _stream;
    private IDictionary<object, object?>? _items;
    private volatile bool _closing;
    private readonly Lock _state = new();
    private bool _ended;

    public ViewerConnection(HttpContext http, WebSocket socket, ViewerStream stream, Intake intake)
    {
        (_http, _socket, _stream) = (http, socket, stream);
        Input = new ViewerInput(this, socket, intake);
        Output = new ViewerOutput(socket);
        Features.Set(this); // the hub's side finds it there
    }

    public PipeReader Input { get; }
    public PipeWriter Output { get; }
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("n");
    public override IFeatureCollection Features { get; } = new FeatureCollection(1);
    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get => this; set => throw new NotSupportedException(); }

    /// <summary>True after a farewell or an end from this side: what is still to be done is under way.</summary>
    public bool IsClosing => _closing;

    /// <summary>Sends a ready frame; after a farewell nothing more.</summary>
    public ValueTask Send(ReadOnlyMemory<byte> frame) => _closing ? ValueTask.CompletedTask : _stream.WriteAsync(frame);

    /// <summary>How long the write that is under way has taken; zero when there is none.</summary>
    public TimeSpan Writing(long now) => _stream.Writing(now);

    /// <summary>How long nothing at all has come from the viewer.</summary>
    public TimeSpan Silence(long now) => _stream.Silence(now);

    /// <summary>Says farewell with a code; the viewer's answer ends the connection.</summary>
    public async Task Close(WebSocketCloseStatus why)
    {
        if (_closing) return;
        _closing = true;
        await OrCutOff(_socket.CloseOutputAsync(why, null, CancellationToken.None));
    }

    /// <summary>Says farewell, and cuts off who has not answered in two seconds.</summary>
    public async Task CloseSoon(WebSocketCloseStatus why)
    {
        await Close(why);
        await Task.Delay(Farewell);
        Abort();
    }

    /// <summary>The end of a connection that nobody reads from any more. The request may end after it.</summary>
    public async Task End()
    {
        _closing = true;
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived or WebSocketState.CloseSent)
            await OrCutOff(_socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None));
        lock (_state) _ended = true;
    }

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override void Abort()
    {
        _closing = true;
        lock (_state)
        {
            if (_ended) return; // the server may already serve another request with the same objects
            _socket.Abort();
            _http.Abort();
        }
    }

    private async Task OrCutOff(Task farewell)
    {
        try
        {
            await farewell.WaitAsync(Farewell);
        }
        catch (Exception e) when (e is TimeoutException || IsGone(e))
        {
            Abort();
        }
    }

    /// <summary>True for what reading and writing throw when either side has ended the connection.</summary>
    public static bool IsGone(Exception e) => e is WebSocketException or IOException or OperationCanceledException
        or ObjectDisposedException or ConnectionAbortedException or System.Net.Sockets.SocketException
        or InvalidOperationException;
}
