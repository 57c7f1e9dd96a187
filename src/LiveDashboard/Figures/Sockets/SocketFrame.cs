using System.Buffers.Binary;

namespace LiveDashboard.Figures.Sockets;

/// <summary>Frames of a WebSocket server as they go over the wire (RFC 6455, 5.2): whole, not masked.</summary>
public static class SocketFrame
{
    private const byte FinalText = 0x81;

    /// <summary>Asks for a sign of life; browsers give it even when the page sleeps.</summary>
    public static readonly ReadOnlyMemory<byte> Ping = new byte[] { 0x89, 0 };

    public static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> message)
    {
        var length = message.Length;
        var header = length < 126 ? 2 : length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[header + length];
        frame[0] = FinalText;
        if (header == 2) frame[1] = (byte)length;
        else if (header == 4)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
        }
        else
        {
            frame[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)length);
        }
        message.CopyTo(frame.AsMemory(header));
        return frame;
    }
}
