using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Web;

/// <summary>Who runs this instance; the section <c>Provider</c> of the configuration.</summary>
public sealed class ProviderOptions
{
    public const string Section = "Provider";

    /// <summary>The name in the page's masthead, e.g. "Northgate Safety Live".</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "LiveDashboard";

    /// <summary>Who is behind it, e.g. "Northgate station".</summary>
    [Required, StringLength(120, MinimumLength = 1)]
    public string RunBy { get; set; } = "the provider of this page";

    /// <summary>The same in other languages, by their code, as in <c>Provider:RunByIn:fr</c>.</summary>
    public Dictionary<string, string> RunByIn { get; } = [];

    /// <summary>Who is behind it, in a language.</summary>
    public string RunByFor(Language language) => RunByIn.GetValueOrDefault(language.Code, RunBy);

    /// <summary>
    /// The station's time zone, as the IANA database names it, e.g. <c>Europe/London</c>. Empty: that of the first
    /// import, and UTC until then.
    /// </summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Whom to call in an emergency; shown in the foot. Empty: left out.</summary>
    [StringLength(40)] public string EmergencyNumber { get; set; } = "";

    /// <summary>How to reach the desk; shown in the foot. Empty: left out.</summary>
    [StringLength(120)] public string Desk { get; set; } = "";

    /// <summary>Postal address; shown in the foot. Empty: left out.</summary>
    [StringLength(200)] public string Address { get; set; } = "";

    /// <summary>
    /// Where "Exit this page" leads: a page that says nothing of this one, such as a weather report.
    /// </summary>
    [Url] public string ExitAddress { get; set; } = "https://www.wikipedia.org/";

    /// <summary>E-mail address for questions about the page. Empty: left out.</summary>
    [EmailAddress] public string? Email { get; set; }
}
