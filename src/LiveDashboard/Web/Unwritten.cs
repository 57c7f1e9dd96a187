using LiveDashboard.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Web;

/// <summary>How it is told that a request was not carried out, for a reason that is not its own.</summary>
public static class Unwritten
{
    /// <summary>The problem, with <c>Retry-After</c> set on the answer; null for every other exception.</summary>
    public static ProblemDetails? Problem(HttpContext http, Exception e)
    {
        var (type, title, seconds) = e is WriteLaneFullException
            ? ("busy", "Too much is waiting to be written", "2")
            : WriteStoppedException.Reason(e) switch
            {
                WriteStop.NoRoom => ("no-room", "There is no room to write", "10"),
                WriteStop.Damaged => ("damaged", "The database is damaged", "60"),
                WriteStop.DiskFailed => ("disk-failed", "The disk failed", "10"),
                WriteStop.Unreachable => ("unreachable", "The database cannot be reached", "10"),
                _ => default,
            };
        if (type is null) return null;
        http.Response.Headers.RetryAfter = seconds;
        return Problems.Of(
            StatusCodes.Status503ServiceUnavailable, type, title,
            $"This request is not confirmed. Try again in {seconds} seconds with the same Idempotency-Key.");
    }
}
