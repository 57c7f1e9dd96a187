using System.Globalization;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Playlists;

/// <summary>A panel in a playlist.</summary>
/// <param name="Only">The one language in which it is shown; null: in all of the screen's.</param>
public sealed record PanelChoice(LobbyPanel Panel, Language? Only)
{
    public bool IsIn(Language language) => Only is null || Only == language;
    public override string ToString() => Only is null ? Panel.Name : $"{Panel.Name}@{Only}";
}

/// <summary>How a screen looks and what it shows: of a paired one as staff arranged it, of <c>/board</c> as its address says.</summary>
public sealed record ScreenLook
{
    /// <summary>Minutes in a day.</summary>
    public const int Day = 24 * 60;

    /// <summary>In which the panels take turns; at most two.</summary>
    public IReadOnlyList<Language> Languages { get; init; } = [Language.English];
    public IReadOnlyList<PanelChoice> Panels { get; init; } = Everything;

    /// <summary>dark, light; auto: as the device says.</summary>
    public string Theme { get; init; } = "dark";

    /// <summary>Per cent: 125 for a 43-inch set.</summary>
    public int Zoom { get; init; } = 100;

    /// <summary>The margin of sets that cut off their edge, in tenths of a rem.</summary>
    public int Safe { get; init; } = 30;

    /// <summary>How long each panel stays, in seconds; 0: by its number of words.</summary>
    public int Dwell { get; init; }

    /// <summary>The day, in minutes after midnight, station time; both the same: there is no night.</summary>
    public int DayFrom { get; init; }
    public int DayTo { get; init; }

    /// <summary>What the night shows: dim (the time alone) or blank.</summary>
    public string Night { get; init; } = "dim";

    /// <summary>Whether an open forum pins its panel.</summary>
    public bool PinForum { get; init; } = true;

    /// <summary>Whether the picture moves a little, so that it does not burn in.</summary>
    public bool Shift { get; init; } = true;

    public static IReadOnlyList<PanelChoice> Everything { get; } = [.. LobbyPanels.All.Select(panel => new PanelChoice(panel, null))];

    public static readonly IReadOnlyList<string> Themes = ["dark", "light", "auto"];
    public static readonly IReadOnlyList<string> Nights = ["dim", "blank"];

    /// <summary>As an address asks for it; what is none of the choices is left as it is (ux.md 4.3).</summary>
    public static ScreenLook Asked(IQueryCollection query, Language otherwise) => new()
    {
        Languages = ReadLanguages(query["lang"]) is { Count: > 0 } languages ? languages : [otherwise],
        Panels = ReadPanels(query["panels"]) is { Count: > 0 } panels ? panels : Everything,
        Theme = Themes.Contains(query["theme"].ToString()) ? query["theme"].ToString() : "dark",
        Zoom = (int)Math.Round(100 * Number(query["zoom"], 1, 0.5, 2)),
        Safe = (int)Math.Round(10 * Number(query["safe"], 3, 0, 10)),
        Dwell = (int)Number(query["dwell"], 0, 5, 600),
        Shift = query["shift"] != "off",
        PinForum = false,
    };

    /// <summary>"en,fr"; what is no language, and what is said twice, is left out.</summary>
    public static IReadOnlyList<Language> ReadLanguages(string? text) =>
        [.. Parts(text).Select(Language.Find).OfType<Language>().Distinct().Take(2)];

    /// <summary>"reply,waiting,said@fr" or "A,B,C"; what is no panel is left out.</summary>
    public static IReadOnlyList<PanelChoice> ReadPanels(string? text) =>
    [
        .. Parts(text).Take(20).Select(part => part.Split('@', 2))
            .Select(part => (Panel: LobbyPanels.Find(part[0]), Only: part.Length > 1 ? Language.Find(part[1]) : null))
            .Where(one => one.Panel is not null)
            .Select(one => new PanelChoice(one.Panel!, one.Only)).DistinctBy(one => one.Panel),
    ];

    private static string[] Parts(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Number(string? text, double otherwise, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most ? number : otherwise;
}
