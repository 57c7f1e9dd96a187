using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveDashboard.Load.Viewers;

/// <summary>
/// A viewer on a bare socket that speaks just enough: the WebSocket handshake, the hub's handshake, a board to watch,
/// and a word every 15 s as the official client gives it.
/// </summary>
public sealed class RawViewer : IDisposable
{
    private const byte Record = 0x1E;
    private static readonly byte[] Handshake = Masked("""{"protocol":"json","version":1}""");
    private static readonly byte[] Ping = Masked("""{"type":6}""");

    private readonly Socket _socket;
    private readonly FrameReader _reader;
    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RawViewer(Socket socket, bool sampled, byte[] buffer)
    {
        (_socket, _reader) = (socket, new FrameReader(sampled));
        _receiving.SetBuffer(buffer);
        _receiving.Completed += (_, _) => { if (Take()) Receive(); };
    }

    public FrameReader Reader => _reader;

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The bytes of a text message as a client must send it; the mask is zero, which changes nothing.</summary>
    public static byte[] Masked(string json)
    {
        var payload = Encoding.UTF8.GetBytes(json + (char)Record);
        if (payload.Length > 125) throw new ArgumentException("Only short messages are made here.", nameof(json));
        return [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }

    /// <summary>Connects and watches; null when the server says no (503).</summary>
    /// <param name="board">The board; null for a hub that has none.</param>
    /// <param name="reads">Whether it ever reads what it is sent.</param>
    /// <param name="receiveBuffer">The socket's receive buffer in bytes; 0 for the system's choice.</param>
    public static async Task<RawViewer?> Connect(
        IPEndPoint server, string path, string? board, bool sampled, CancellationToken ct, bool reads = true,
        int receiveBuffer = 0, string known = "null,0")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
            await socket.ConnectAsync(server, ct);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"), ct);
            var buffer = new byte[2048];
            var (head, after) = await Head(socket, buffer, ct);
            if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            {
                socket.Dispose();
                return null;
            }
            byte[] watch = board is null ? []
                : Masked($$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{board}}","en",{{known}}]}""");
            await socket.SendAsync((byte[])[.. Handshake, .. watch], ct);
            var viewer = new RawViewer(socket, sampled, buffer);
            viewer._reader.Read(after);
            if (reads) viewer.Receive();
            return viewer;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Says that it is still there.</summary>
    public void SayPing()
    {
        try { _socket.Send(Ping); }
        catch (SocketException) { /* its end is told by Ended */ }
        catch (ObjectDisposedException) { /* likewise */ }
    }

    /// <summary>Begins to read, where <see cref="Connect"/> was told not to.</summary>
    public void StartReading() => Receive();

    public void Dispose()
    {
        _socket.Dispose();
        _ended.TrySetResult();
    }

    private static async Task<(string Text, byte[] After)> Head(Socket socket, byte[] buffer, CancellationToken ct)
    {
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (received == 0) throw new SocketException((int)SocketError.ConnectionReset);
            length += received;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return (Encoding.ASCII.GetString(buffer, 0, end), buffer[(end + 4)..length]);
        }
    }

    private void Receive()
    {
        try
        {
            while (!_socket.ReceiveAsync(_receiving))
                if (!Take()) return;
        }
        catch (ObjectDisposedException)
        {
            _ended.TrySetResult();
        }
    }

    private bool Take()
    {
        if (_receiving.SocketError != SocketError.Success || _receiving.BytesTransferred == 0)
        {
            _ended.TrySetResult();
            return false;
        }
        _reader.Read(_receiving.MemoryBuffer.Span[.._receiving.BytesTransferred]);
        return true;
    }
}
