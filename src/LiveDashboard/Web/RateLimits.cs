using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace LiveDashboard.Web;

/// <summary>Who asks too often is told so, and when to come again. Nothing is dropped in silence.</summary>
public static class RateLimits
{
    /// <summary>Slices add their own policies to it.</summary>
    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
        limits.OnRejected = (refused, _) => new ValueTask(TooMany(
            refused.HttpContext,
            refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1),
            "This request was not carried out.")));

    /// <summary>Answers 429 with the time to wait, in whole seconds.</summary>
    public static Task TooMany(HttpContext http, TimeSpan wait, string what)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Write(
            http, StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests",
            $"{what} Try again in {seconds} {(seconds == 1 ? "second" : "seconds")}.");
    }
}
