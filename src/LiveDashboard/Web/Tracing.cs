using System.Diagnostics;

namespace LiveDashboard.Web;

/// <summary>What the program traces of itself: commits and jobs. Without a listener it costs nothing.</summary>
public static class Tracing
{
    public static readonly ActivitySource Source = new("LiveDashboard");
}
