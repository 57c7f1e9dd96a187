namespace LiveDashboard.Staff.Accounts;

/// <summary>A link by which somebody becomes staff, or a member sets up a new way to sign in. Good once.</summary>
public sealed record Invitation
{
    /// <summary>How long an administrator's invitation is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <summary>How long the link for the first account is good.</summary>
    public static readonly TimeSpan SetUpLife = TimeSpan.FromMinutes(15);

    /// <summary>Of somebody new, also the id of the member to be.</summary>
    public string Id { get; init; } = "";

    /// <summary>Null: for somebody new.</summary>
    public string? MemberId { get; init; }

    /// <summary>Empty: the person chooses.</summary>
    public string Name { get; init; } = "";

    public string Role { get; init; } = "";
    public string AuthenticatorKey { get; init; } = "";
    public string MadeBy { get; init; } = "";
    public long ExpiresAt { get; init; }

    /// <summary>Where the link goes. The code is in the fragment, which browsers send to nobody.</summary>
    public static string Link(string site, string code) => $"{site.TrimEnd('/')}/staff/welcome#{code}";
}
