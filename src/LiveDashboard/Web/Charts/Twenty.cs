namespace LiveDashboard.Web.Charts;

/// <summary>A share as so many of twenty dots.</summary>
public static class Twenty
{
    public const int Dots = 20;

    /// <summary>
    /// Rounded, but never "all" or "none" when that is not true: one dot stands for the few, so that bad news is seen.
    /// </summary>
    public static int Of(long part, long whole) => part == 0 ? 0
        : part == whole ? Dots
        : (int)Math.Clamp(Math.Round((double)Dots * part / whole, MidpointRounding.AwayFromZero), 1, Dots - 1);
}
