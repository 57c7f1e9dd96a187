using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Figures;

/// <summary>How the figures move, and who may watch; the section <c>Live</c> of the configuration.</summary>
public sealed class LiveOptions : IValidatableObject
{
    public const string Section = "Live";

    /// <summary>The shortest time between two frames of a board, in milliseconds. The first change goes out at once.</summary>
    [Range(50, 60_000)] public int BeatMilliseconds { get; set; } = 1000;

    /// <summary>The same of a forum's screens, whose room sees its votes come in; never longer than the other.</summary>
    [Range(50, 60_000)] public int QuickBeatMilliseconds { get; set; } = 250;

    /// <summary>Figures that move with time alone (ages) are measured again this often, in seconds.</summary>
    [Range(1, 300)] public int RefreshSeconds { get; set; } = 10;

    /// <summary>How often every viewer hears that its figures are the newest, in seconds.</summary>
    [Range(1, 20)] public int HeartbeatSeconds { get; set; } = 10;

    /// <summary>A page that heard nothing for this long says that it is reconnecting, in seconds.</summary>
    [Range(1, 120)] public int ReconnectingAfterSeconds { get; set; } = 20;

    /// <summary>… and after this long that its figures are not live, in seconds.</summary>
    [Range(1, 600)] public int StaleAfterSeconds { get; set; } = 60;

    /// <summary>A page that cannot connect fetches its figures this often, give or take a fifth, in seconds.</summary>
    [Range(1, 300)] public int PollSeconds { get; set; } = 15;

    /// <summary>How many connections there may be; more are told to come again.</summary>
    [Range(1, 1_000_000)] public int Connections { get; set; } = 5000;

    /// <summary>How many of one address; of IPv6, of one /64.</summary>
    [Range(1, 1_000_000)] public int ConnectionsPerAddress { get; set; } = 200;

    /// <summary>How many new ones within a second.</summary>
    [Range(1, 1_000_000)] public int ConnectionsPerSecond { get; set; } = 200;

    /// <summary>A viewer that does not take a frame for this long is dropped, in seconds.</summary>
    [Range(1, 60)] public int SendSeconds { get; set; } = 10;

    /// <summary>A viewer that neither says anything nor answers a ping for this long is gone, in seconds.</summary>
    [Range(3, 300)] public int SilenceSeconds { get; set; } = 30;

    /// <summary>Other origins whose pages may connect, as in https://example.org. Its own pages always may.</summary>
    public IList<string> Origins { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from origin in Origins
        where !Uri.TryCreate(origin, UriKind.Absolute, out var page) || page.GetLeftPart(UriPartial.Authority) != origin
        select new ValidationResult($"Live:Origins: '{origin}' is no origin; write it as in https://example.org.");
}
