using System.Globalization;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// How often the kill tests kill, each on each engine: 20 times, in every run of all tests, and 50 under ingest load;
/// DASHBOARD_KILLS asks for more before a release, or for fewer while working on one.
/// </summary>
public static class KillRounds
{
    public static int Number { get; } = Asked(20);
    public static int UnderIngest { get; } = Asked(50);

    private static int Asked(int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable("DASHBOARD_KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;
}
