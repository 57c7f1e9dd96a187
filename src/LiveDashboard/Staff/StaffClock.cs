namespace LiveDashboard.Staff;

/// <summary>
/// The time that sign-in goes by. Codes of authenticator apps follow the real clock, also in a demonstration whose
/// own clock replays another year.
/// </summary>
public sealed class StaffClock(TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Unix milliseconds, as tables hold them.</summary>
    public long NowMs => Now.ToUnixTimeMilliseconds();
}
