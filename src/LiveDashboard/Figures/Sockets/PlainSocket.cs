using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// A shorter way out for connections without TLS, as behind a proxy that ends it: straight to the socket, past the
/// server's pipe and its thread. Safe, because the server itself writes nothing on an upgraded HTTP/1.1 connection
/// after its answer; see <see cref="ViewerStream"/> for when that has gone out.
/// </summary>
public sealed class PlainSocket(Socket socket)
{
    // Small, so that a viewer who does not read is noticed soon and its figures are not old when it reads again.
    private const int SendBuffer = 64 * 1024;

    /// <summary>Null where bytes must go through the server: TLS, HTTP/2, or a transport that is no socket.</summary>
    public static PlainSocket? Of(HttpContext http)
    {
        if (!HttpProtocol.IsHttp11(http.Request.Protocol)
            || http.Features.Get<ITlsConnectionFeature>() is not null
            || http.Features.Get<ITlsHandshakeFeature>() is not null
            || http.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket) return null;
        socket.SendBufferSize = SendBuffer;
        return new PlainSocket(socket);
    }

    /// <exception cref="SocketException">The connection is gone.</exception>
    public ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        var send = socket.SendAsync(bytes, SocketFlags.None);
        if (!send.IsCompletedSuccessfully) return Rest(send, bytes);
        var sent = send.Result;
        return sent == bytes.Length ? ValueTask.CompletedTask : Write(bytes[sent..]);
    }

    private async ValueTask Rest(ValueTask<int> send, ReadOnlyMemory<byte> bytes)
    {
        var sent = await send;
        if (sent < bytes.Length) await Write(bytes[sent..]);
    }
}
