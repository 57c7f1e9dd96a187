namespace LiveDashboard.Forums.Rooms;

/// <summary>
/// The time that meetings go by. People in a room vote in the world's time, also in a demonstration whose own clock
/// replays another year.
/// </summary>
public sealed class ForumClock(TimeProvider world) : TimeProvider
{
    /// <summary>Unix milliseconds, as tables hold them.</summary>
    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();
    public override long GetTimestamp() => world.GetTimestamp();
    public override long TimestampFrequency => world.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);
}
