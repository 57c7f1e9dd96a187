using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveDashboard.Load.Forums;

/// <summary>
/// One kept connection to the server, which sends what phones send and reads the answers. On a bare socket: the client
/// shares the machine with the server, and must not be what is measured.
/// </summary>
public sealed class PhoneLine : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly IPEndPoint _server;

    private PhoneLine(IPEndPoint server) => _server = server;

    public static async Task<PhoneLine> Connect(IPEndPoint server, CancellationToken ct)
    {
        var line = new PhoneLine(server);
        await line._socket.ConnectAsync(server, ct);
        return line;
    }

    /// <summary>Joins as somebody new.</summary>
    /// <returns>The cookie, as a phone sends it.</returns>
    public async Task<string> Join(string code, CancellationToken ct)
    {
        var answer = await Post($"/f/{code}/join", "name=", "text/html", "", ct);
        const string Name = "Set-Cookie: ";
        var start = answer.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (!answer.StartsWith("HTTP/1.1 302", StringComparison.Ordinal) || start < 0) throw new InvalidOperationException(answer);
        start += Name.Length;
        return answer[start..answer.IndexOf(';', start)];
    }

    /// <summary>Votes; comes back when the server has said what became of it.</summary>
    /// <exception cref="InvalidOperationException">It was not counted.</exception>
    public async Task Vote(Meeting meeting, string cookie, int choice, CancellationToken ct)
    {
        var sent = Guid.NewGuid().ToString("n");
        var answer = await Post(
            $"/f/{meeting.Code}/ballot", $"poll={meeting.PollId}&round=1&sent={sent}&choice={choice}", "application/json", cookie, ct);
        if (!answer.Contains("counted", StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> Post(string path, string body, string accept, string cookie, CancellationToken ct)
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {_server}\r\nOrigin: http://{_server}\r\nAccept: {accept}\r\n"
            + (cookie.Length > 0 ? $"Cookie: {cookie}\r\n" : "")
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}"), ct);
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), ct);
            if (received == 0) throw new SocketException((int)SocketError.ConnectionReset);
            length += received;
            if (IsWhole(_buffer.AsSpan(0, length))) return Encoding.ASCII.GetString(_buffer, 0, length);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var told = answer[..head].IndexOf("Content-Length: "u8);
        if (told < 0) return answer[head..].EndsWith("0\r\n\r\n"u8); // chunked
        return Utf8Parser.TryParse(answer[(told + "Content-Length: ".Length)..], out int bytes, out _)
            && answer.Length >= head + 4 + bytes;
    }
}
