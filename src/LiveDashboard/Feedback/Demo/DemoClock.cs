namespace LiveDashboard.Feedback.Demo;

/// <summary>
/// The demonstration's clock: it runs faster than the world, so that a day of real records passes in minutes and every
/// duration in it stays true. Timers run at the world's pace.
/// </summary>
public sealed class DemoClock(double speed) : TimeProvider
{
    private readonly Lock _state = new();
    private DateTimeOffset _from = TimeProvider.System.GetUtcNow();
    private DateTimeOffset _end = DateTimeOffset.MaxValue;
    private long _since = TimeProvider.System.GetTimestamp();
    private bool _runs;

    /// <summary>How many times faster than the world.</summary>
    public double Speed => speed;

    /// <summary>Whether the records are over, so that the clock stands.</summary>
    public bool Ended => GetUtcNow() >= _end;

    /// <summary>Sets the clock; it stands until <see cref="Run"/>.</summary>
    public void Set(DateTimeOffset at, DateTimeOffset end)
    {
        lock (_state) (_from, _end, _runs) = (at, end, false);
    }

    /// <summary>Lets it run from where it stands.</summary>
    public void Run()
    {
        lock (_state) (_since, _runs) = (TimeProvider.System.GetTimestamp(), true);
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_state)
        {
            if (!_runs) return _from;
            var now = _from + TimeProvider.System.GetElapsedTime(_since) * speed;
            return now < _end ? now : _end;
        }
    }
}
