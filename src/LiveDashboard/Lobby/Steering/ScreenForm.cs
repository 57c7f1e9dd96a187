using System.Globalization;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Lobby.Steering;

/// <summary>A screen's arrangement as its form writes it.</summary>
public static class ScreenForm
{
    /// <summary>Which choices of languages there are.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "en,fr", "fr,en"];
    public static readonly IReadOnlyList<int> Zooms = [80, 100, 110, 125, 150];
    public static readonly IReadOnlyList<int> Margins = [0, 20, 30, 40, 50, 70];

    /// <summary>A name or a place: on one line, without what cannot be seen.</summary>
    public static string? Line(string? text, int longest)
    {
        var line = FormText.Line(text);
        return FormText.Fits(line, longest) ? line : null;
    }

    /// <summary>What was sent; null when something in it is none of the choices.</summary>
    public static ScreenLook? Read(IFormCollection form)
    {
        var languages = form["languages"].ToString();
        var panels = LobbyPanels.All
            .Select(panel => (Panel: panel, At: Number(form[$"at-{panel.Name}"], 0, LobbyPanels.All.Count),
                Only: Language.Find(form[$"in-{panel.Name}"])))
            .ToArray();
        var (zoom, safe, dwell) = (Number(form["zoom"], 50, 200), Number(form["safe"], 0, 100), Number(form["dwell"], 0, 600));
        var (from, to) = (Minutes(form["from"]), Minutes(form["to"]));
        var (theme, night) = (form["theme"].ToString(), form["night"].ToString());
        if (!Languages.Contains(languages) || panels.Any(one => one.At is null) || zoom is null || safe is null
            || dwell is null or (> 0 and < 5) || from is null || to is null || !ScreenLook.Themes.Contains(theme)
            || !ScreenLook.Nights.Contains(night)) return null;
        PanelChoice[] chosen =
            [.. panels.Where(one => one.At > 0).OrderBy(one => one.At).Select(one => new PanelChoice(one.Panel, one.Only))];
        return new ScreenLook
        {
            Languages = ScreenLook.ReadLanguages(languages),
            Panels = chosen.Length > 0 ? chosen : ScreenLook.Everything,
            Theme = theme,
            Zoom = zoom.Value,
            Safe = safe.Value,
            Dwell = dwell.Value,
            DayFrom = from.Value,
            DayTo = to.Value,
            Night = night,
            PinForum = form["pin"] == "yes",
        };
    }

    /// <summary>The address at which it can be seen.</summary>
    public static string Preview(ScreenLook look) => FormattableString.Invariant(
        $"/board?panels={string.Join(',', look.Panels)}&lang={string.Join(',', look.Languages)}&theme={look.Theme}&zoom={look.Zoom / 100.0:0.##}&safe={look.Safe / 10.0:0.#}&dwell={look.Dwell}&shift=off");

    /// <summary>"06:30", as a field writes it.</summary>
    public static string Time(int minutes) => FormattableString.Invariant($"{minutes / 60:00}:{minutes % 60:00}");

    private static int? Minutes(string? time) =>
        TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? 60 * read.Hour + read.Minute : null;

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : null;
}
