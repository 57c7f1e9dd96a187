namespace LiveDashboard.Tests.Helpers;

/// <summary>A clock that stands until it is moved. Timers still follow the real one.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>A Wednesday at noon, far from any clock change.</summary>
    public FakeClock() : this(new DateTimeOffset(2026, 6, 10, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
    public override long GetTimestamp() => Interlocked.Read(ref _ticks);
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    public void MoveTo(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, instant.UtcTicks);
}
