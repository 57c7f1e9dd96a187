namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>The browser that this machine has.</summary>
public static class Chromium
{
    /// <summary>Where it lies; null when there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>What this machine lacks to run these tests, as a sentence; null when it lacks nothing.</summary>
    public static string? Missing => Executable is not null ? null
        : "No Chromium was found (CHROMIUM_PATH, chromium-headless-shell, chromium, chromium-browser, google-chrome); tests/run.sh installs it.";

    private static string? Find()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string?[] places =
        [
            Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/lib/chromium/chromium-headless-shell",
            "/usr/bin/chromium", "/usr/bin/chromium-browser",
            .. path.Select(folder => Path.Combine(folder, "google-chrome")),
        ];
        return places.FirstOrDefault(File.Exists);
    }
}
