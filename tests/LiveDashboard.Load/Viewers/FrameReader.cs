using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LiveDashboard.Load.Viewers;

/// <summary>
/// Follows a server's WebSocket stream by its frame lengths alone, so that reading costs the generator next to nothing.
/// Only a sampled viewer looks into what it gets, for the time at which it was sent.
/// </summary>
public sealed class FrameReader(bool sampled)
{
    private const byte Close = 8;

    /// <summary>Where the name of the method begins, behind {"type":1,"target":" — an F is a frame.</summary>
    private const int NameAt = 20;

    /// <summary>Where the kind of message stands, behind {"type": — a 3 is the answer to Watch.</summary>
    private const int TypeAt = 8;

    /// <summary>Stands in front of the time in ticks, in the text of a figure.</summary>
    public const string StampMark = "sent at ";
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes(StampMark);
    private static readonly byte[] Target = Encoding.ASCII.GetBytes("\"to\":");

    private readonly byte[] _header = new byte[10];
    private readonly List<byte> _payload = [];
    private int _headed;
    private long _left = -1;
    private long _length;
    private bool _isFrame;

    /// <summary>Frames with figures received so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Whether Watch was answered: the viewer has the newest figures.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Whether the server has said farewell.</summary>
    public bool Closed { get; private set; }

    /// <summary>Delays of sampled frames in milliseconds, from just before the sending began. Cleared by who measures.</summary>
    public List<double> Delays { get; } = [];

    /// <summary>The newest version that a sampled viewer was told.</summary>
    public long Version { get; private set; }

    /// <summary>Whether a version older than one before was ever told.</summary>
    public bool WentBack { get; private set; }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left < 0)
            {
                _header[_headed++] = bytes[0];
                bytes = bytes[1..];
                if (_headed < HeaderLength()) continue;
                _length = _left = PayloadLength();
                if ((_header[0] & 15) == Close) Closed = true;
                if (_left > 0) continue;
            }
            var taken = (int)Math.Min(_left, bytes.Length);
            if (At(NameAt, taken) is >= 0 and var name) _isFrame = bytes[name] == 'F';
            if (At(TypeAt, taken) is >= 0 and var type) IsCurrent |= bytes[type] == '3';
            if (sampled) _payload.AddRange(bytes[..taken]);
            bytes = bytes[taken..];
            _left -= taken;
            if (_left == 0) Done();
        }
    }

    /// <summary>Where a place of the payload is in this piece of it; -1 when it is in another.</summary>
    private int At(int place, int taken) => place - (_length - _left) is var at && at >= 0 && at < taken ? (int)at : -1;

    private int HeaderLength() => _headed < 2 ? 2 : (_header[1] & 127) switch { 126 => 4, 127 => 10, _ => 2 };

    private long PayloadLength() => (_header[1] & 127) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
        127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
        var length => length,
    };

    private void Done()
    {
        (_left, _headed) = (-1, 0);
        if (_isFrame)
        {
            Frames++;
            if (sampled) Look();
        }
        _isFrame = false;
        _payload.Clear();
    }

    private void Look()
    {
        var payload = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_payload);
        if (Number(payload, Target) is { } version)
        {
            WentBack |= version < Version;
            Version = Math.Max(version, Version);
        }
        if (Number(payload, Mark) is { } sent)
            lock (Delays) Delays.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds); // one machine, one monotonic clock
    }

    private static long? Number(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mark)
    {
        var at = payload.IndexOf(mark);
        if (at < 0) return null;
        var digits = payload[(at + mark.Length)..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return long.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }
}
