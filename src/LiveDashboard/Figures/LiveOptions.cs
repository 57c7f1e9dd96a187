using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Figures;

/// <summary>How the figures move; the section <c>Live</c> of the configuration.</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>The shortest time between two frames of a board, in milliseconds. The first change goes out at once.</summary>
    [Range(50, 60_000)] public int BeatMilliseconds { get; set; } = 1000;

    /// <summary>Figures that move with time alone (ages) are measured again this often, in seconds.</summary>
    [Range(1, 300)] public int RefreshSeconds { get; set; } = 10;

    /// <summary>How often every viewer hears that its figures are the newest, in seconds.</summary>
    [Range(1, 20)] public int HeartbeatSeconds { get; set; } = 10;

    /// <summary>A page that heard nothing for this long says that it is reconnecting, in seconds.</summary>
    [Range(1, 120)] public int ReconnectingAfterSeconds { get; set; } = 20;

    /// <summary>… and after this long that its figures are not live, in seconds.</summary>
    [Range(1, 600)] public int StaleAfterSeconds { get; set; } = 60;
}
