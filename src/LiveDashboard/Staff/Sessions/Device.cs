using LiveDashboard.Web;

namespace LiveDashboard.Staff.Sessions;

/// <summary>
/// What somebody signed in with, as far as the browser says: enough to tell one's own sessions apart.
/// </summary>
public static class Device
{
    // The first that fits: Edge also says Chrome, and Chrome also says Safari.
    private static readonly (string Said, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Said, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("Linux", "Linux")];

    /// <summary>As stored: <c>Firefox/Windows</c>, with nothing in the place of what is not known.</summary>
    public static string Of(HttpRequest request)
    {
        var said = request.Headers.UserAgent.ToString();
        return $"{First(Browsers, said)}/{First(Systems, said)}";
    }

    /// <summary>In words: "Firefox on Windows".</summary>
    public static string Say(Language language, string stored)
    {
        var parts = stored.Split('/', 2);
        var browser = parts[0].Length > 0 ? parts[0] : language["staff.device.unknown"];
        return parts is [_, { Length: > 0 } system] ? language.Say("staff.device.on", browser, system) : browser;
    }

    private static string First((string Said, string Name)[] known, string said) =>
        known.FirstOrDefault(one => said.Contains(one.Said, StringComparison.Ordinal)).Name ?? "";
}
