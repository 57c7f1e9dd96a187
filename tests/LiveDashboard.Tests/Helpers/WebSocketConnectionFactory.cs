using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// Carries the official hub client over a plain WebSocket: no negotiation, so none of the client's HTTP packages.
/// </summary>
public sealed class WebSocketConnectionFactory : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        return new WebSocketConnection(socket);
    }
}

/// <summary>One socket as two pipes, each pumped until either side closes.</summary>
internal sealed class WebSocketConnection : DefaultConnectionContext
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly WebSocket _socket;
    private readonly Pipe _fromServer = new();
    private readonly Pipe _toServer = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pumps;

    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        ConnectionId = Guid.NewGuid().ToString("n");
        Transport = new Duplex(_fromServer.Reader, _toServer.Writer);
        _pumps = Task.WhenAll(Receive(), Send());
    }

    public override async ValueTask DisposeAsync()
    {
        _stop.CancelAfter(Farewell);
        await _toServer.Writer.CompleteAsync();
        await _fromServer.Reader.CompleteAsync();
        await _pumps;
        _socket.Dispose();
        _stop.Dispose();
        await base.DisposeAsync();
    }

    private async Task Receive()
    {
        Exception? error = null;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(_fromServer.Writer.GetMemory(4096), _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close) break;
                _fromServer.Writer.Advance(received.Count);
                if (received.EndOfMessage && (await _fromServer.Writer.FlushAsync()).IsCompleted) break;
            }
        }
        catch (OperationCanceledException)
        {
            // Closed from this side.
        }
        catch (WebSocketException e)
        {
            error = e;
        }
        await _fromServer.Writer.CompleteAsync(error);
    }

    private async Task Send()
    {
        try
        {
            while (true)
            {
                var read = await _toServer.Reader.ReadAsync();
                // The protocol wants what was written together as one message.
                foreach (var segment in read.Buffer)
                    await _socket.SendAsync(segment, WebSocketMessageType.Text, false, _stop.Token);
                if (!read.Buffer.IsEmpty)
                    await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, _stop.Token);
                _toServer.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) break;
            }
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token);
        }
        catch (Exception e)
            when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The other side is gone.
        }
        finally
        {
            await _toServer.Reader.CompleteAsync();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
