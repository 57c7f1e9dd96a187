using System.Buffers.Binary;

namespace LiveDashboard.Figures.Sockets;

/// <summary>Writes a message of the hub as one WebSocket text frame of a server (RFC 6455, 5.2): whole, not masked.</summary>
public static class TextFrame
{
    private const byte FinalText = 0x81;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message)
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
