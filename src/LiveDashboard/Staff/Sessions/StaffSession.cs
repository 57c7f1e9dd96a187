namespace LiveDashboard.Staff.Sessions;

/// <summary>Who is signed in, as read at every request. Times are Unix milliseconds.</summary>
public sealed record StaffSession
{
    /// <summary>Without anything done for so long a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Whatever is done, it ends after so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long a second factor counts as fresh.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>How exactly it is remembered when a session was last seen.</summary>
    public static readonly TimeSpan SeenGrain = TimeSpan.FromMinutes(1);

    public string Id { get; init; } = "";
    public string MemberId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string Language { get; init; } = "";
    public string Device { get; init; } = "";
    public long StartedAt { get; init; }
    public long SeenAt { get; init; }
    public long ProvedAt { get; init; }

    public Audit.Actor Actor => new(MemberId, Name);

    /// <summary>The session of this request.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the route lets in everybody.</exception>
    public static StaffSession Of(HttpContext http) =>
        http.Features.Get<StaffSession>() ?? throw new InvalidOperationException("Nobody is signed in.");
}
