using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Web;

/// <summary>When a page stops calling itself live; the section <c>Live</c> of the configuration (ux.md 1.0).</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Seconds without a word from the server until the page says "reconnecting".</summary>
    [Range(1, 3600)] public int ReconnectingAfterSeconds { get; set; } = 20;

    /// <summary>Seconds without a word from the server until the page says "not live".</summary>
    [Range(1, 3600)] public int StaleAfterSeconds { get; set; } = 60;
}
