using System.Globalization;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// How often the kill tests kill: 8 times, so that every run of all tests has some of it; before a release DASHBOARD_KILLS
/// asks for more.
/// </summary>
public static class KillRounds
{
    public static int Number { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DASHBOARD_KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : 8;
}
