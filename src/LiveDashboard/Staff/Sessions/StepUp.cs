using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Staff.Sessions;

/// <summary>
/// What changes who may sign in, or how, asks for a second factor that was shown in the last five minutes.
/// </summary>
public static class StepUp
{
    /// <summary>The way to show it, and back; null when it is fresh. Nothing may be done before.</summary>
    public static IActionResult? Needed(HttpContext http)
    {
        var clock = http.RequestServices.GetRequiredService<StaffClock>();
        var age = clock.NowMs - StaffSession.Of(http).ProvedAt;
        if (age <= (long)StaffSession.Fresh.TotalMilliseconds) return null;
        return new RedirectResult($"/staff/confirm?to={Uri.EscapeDataString(http.Request.Path)}");
    }

    /// <summary>Where to go on, if it is a page of staff; else the first of them.</summary>
    public static string Onward(string? to) =>
        to is not null && to.StartsWith("/staff/", StringComparison.Ordinal)
            && !to.Contains('\\', StringComparison.Ordinal)
            && !to.Any(char.IsControl) && !to.StartsWith("/staff/sign-", StringComparison.Ordinal) ? to : "/staff";
}
