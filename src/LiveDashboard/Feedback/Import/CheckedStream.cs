using System.Text.Unicode;

namespace LiveDashboard.Feedback.Import;

/// <summary>Passes a stream through and makes sure, on the way, that it is UTF-8 and complete.</summary>
public sealed class CheckedStream(Stream inner, string path, uint? expectedLength) : Stream
{
    private readonly byte[] _carried = new byte[4];
    private int _carriedCount;
    private long _length;
    private byte _last;

    /// <summary>Whether the last byte read was a line feed.</summary>
    public bool EndsWithLineBreak => _last is (byte)'\n' or (byte)'\r';

    /// <summary>After the end was read.</summary>
    /// <exception cref="UnreadableFileException">It ended before its time.</exception>
    public void CheckEnd()
    {
        if (_carriedCount > 0) throw NotUtf8();
        if (expectedLength is { } expected && (uint)_length != expected)
            throw new UnreadableFileException($"{path} is cut short: a gzip file without its end. Get it again in full.");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (read > 0) Check(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private void Check(ReadOnlySpan<byte> bytes)
    {
        _last = bytes[^1];
        var rest = bytes;
        // A character may lie across two reads: its first bytes are kept for the next.
        while (_carriedCount > 0 && rest.Length > 0)
        {
            _carried[_carriedCount++] = rest[0];
            rest = rest[1..];
            if (Utf8.IsValid(_carried.AsSpan(0, _carriedCount))) _carriedCount = 0;
            else if (_carriedCount == 4) throw NotUtf8();
        }
        var whole = rest.Length - Unfinished(rest);
        if (!Utf8.IsValid(rest[..whole])) throw NotUtf8();
        foreach (var one in rest[whole..]) _carried[_carriedCount++] = one;
        _length += bytes.Length;
    }

    /// <summary>How many bytes at the end begin a character that goes on.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var one = bytes[^back];
            if (one < 0x80) return 0;
            if (one < 0xC0) continue;
            var needs = one >= 0xF0 ? 4 : one >= 0xE0 ? 3 : 2;
            return needs > back ? back : 0;
        }
        return 0;
    }

    private UnreadableFileException NotUtf8() =>
        new($"{path} is not a UTF-8 text (near byte {_length}). Save it as CSV UTF-8 and import it again.");

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
