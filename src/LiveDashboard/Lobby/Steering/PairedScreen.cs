using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Steering;

/// <summary>A screen as it was arranged, and what it said of itself last. Times are Unix milliseconds.</summary>
public sealed record PairedScreen
{
    /// <summary>Without a word for so long it is silent: staff are told.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Place { get; init; } = "";
    /// <summary>"" when it is connected to no display.</summary>
    public string Token { get; init; } = "";
    public long PairedAt { get; init; }
    public string PairedBy { get; init; } = "";
    public string Languages { get; init; } = "";
    public string Panels { get; init; } = "";
    public string Theme { get; init; } = "";
    public long Zoom { get; init; }
    public long Safe { get; init; }
    public long Dwell { get; init; }
    public long DayFrom { get; init; }
    public long DayTo { get; init; }
    public string Night { get; init; } = "";
    public long PinForum { get; init; }
    public long Version { get; init; }
    public long? SeenAt { get; init; }
    public long? ChangedAt { get; init; }
    public long? ClonedAt { get; init; }
    /// <summary>As reply@en.</summary>
    public string Panel { get; init; } = "";
    public string Cover { get; init; } = "";
    public string Conn { get; init; } = "";
    public string Build { get; init; } = "";
    public long? FiguresAt { get; init; }
    public string Figures { get; init; } = "";
    public long? StartedAt { get; init; }
    public string Viewport { get; init; } = "";

    public bool IsConnected => Token.Length > 0;

    /// <summary>Whether it should have said something by now.</summary>
    public bool IsSilent(long now) =>
        IsConnected && now - Math.Max(SeenAt ?? 0, PairedAt) > (long)SilentAfter.TotalMilliseconds;

    /// <summary>Its arrangement. What an earlier program wrote and this one does not know is left out.</summary>
    public ScreenLook Look => new()
    {
        Languages = ScreenLook.ReadLanguages(Languages) is { Count: > 0 } languages ? languages : [Language.English],
        Panels = ScreenLook.ReadPanels(Panels) is { Count: > 0 } panels ? panels : ScreenLook.Everything,
        Theme = Theme,
        Zoom = (int)Zoom,
        Safe = (int)Safe,
        Dwell = (int)Dwell,
        DayFrom = (int)DayFrom,
        DayTo = (int)DayTo,
        Night = Night,
        PinForum = PinForum == 1,
    };
}

/// <summary>What a screen says that it shows.</summary>
public sealed record ScreenReport
{
    public string Instance { get; init; } = "";
    public string Panel { get; init; } = "";
    public string Cover { get; init; } = "";
    public string Conn { get; init; } = "";
    public string Build { get; init; } = "";
    public string Epoch { get; init; } = "";
    public long Version { get; init; }
    public long FiguresAt { get; init; }
    /// <summary>Minutes since its page was loaded.</summary>
    public long Started { get; init; }
    public string Viewport { get; init; } = "";
    public IReadOnlyList<string> Done { get; init; } = [];
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Whether it can be what a page of ours says: it ends in a table that staff read.</summary>
    public bool IsSound => Fits(Instance, 8, 40) && Fits(Panel, 0, 40) && Fits(Cover, 0, 20) && Fits(Conn, 0, 20) && Fits(Build, 0, 40)
        && Fits(Epoch, 0, 40) && Fits(Viewport, 0, 20) && FiguresAt is >= 0 and < 253_402_300_800_000 && Started is >= 0 and < 10_000_000
        && Done is { Count: <= 50 } && Refused is { Count: <= 50 };

    private static bool Fits(string? text, int least, int most) =>
        text is not null && text.Length >= least && text.Length <= most
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '@' or '.' or '_');
}
