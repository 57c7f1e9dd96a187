namespace LiveDashboard.Lobby.Pairing;

/// <summary>A display that asks to be connected. Times are Unix milliseconds.</summary>
public sealed record WaitingDisplay
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The hash of what the display keeps.</summary>
    public string Id { get; init; } = "";
    public string Code { get; init; } = "";
    public long MadeAt { get; init; }
    public long ExpiresAt { get; init; }

    /// <summary>The network that it came from and its browser, to be recognised by.</summary>
    public string Address { get; init; } = "";
    public string Device { get; init; } = "";

    /// <summary>Once somebody approved it.</summary>
    public string? ScreenId { get; init; }
}

/// <summary>What becomes of an approval.</summary>
public enum Approved
{
    Done,
    /// <summary>No display shows this code, or not any more.</summary>
    NoSuchCode,
    /// <summary>The screen whose place it was to take is not there.</summary>
    NoSuchScreen,
}
