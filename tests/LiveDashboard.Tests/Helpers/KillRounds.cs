using System.Globalization;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// How often the kill tests kill, each on each engine: six times in every run of all tests, and twelve under ingest load,
/// as each is a start of the whole program and a run must stay short. DASHBOARD_KILLS=50 asks for more before a release.
/// </summary>
public static class KillRounds
{
    public static int Number { get; } = Asked(6);
    public static int UnderIngest { get; } = Asked(12);

    private static int Asked(int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable("DASHBOARD_KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;
}
