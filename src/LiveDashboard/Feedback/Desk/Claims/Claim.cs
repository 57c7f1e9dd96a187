namespace LiveDashboard.Feedback.Desk.Claims;

/// <summary>Who holds a case. Times are Unix milliseconds of the real clock.</summary>
public sealed record Claim
{
    /// <summary>How long a case is held after its page was last heard of.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>How long after the last key somebody counts as writing.</summary>
    public static readonly TimeSpan Writing = TimeSpan.FromSeconds(20);

    public string MemberId { get; init; } = "";
    public string Name { get; init; } = "";
    public long HeldUntil { get; init; }
    public long WroteAt { get; init; }

    /// <summary>How much longer it holds, in whole minutes, never less than what is left.</summary>
    public TimeSpan Left(long now) => TimeSpan.FromMinutes((HeldUntil - now + 59_999) / 60_000);

    public bool IsWriting(long now) => WroteAt > now - (long)Writing.TotalMilliseconds;
}
