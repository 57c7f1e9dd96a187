using LiveDashboard.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Web;

/// <summary>How it is told that a write was not confirmed, for a reason that is not the request's.</summary>
public static class Unwritten
{
    /// <summary>The problem, with <c>Retry-After</c> set on the answer; null for every other exception.</summary>
    public static ProblemDetails? Problem(HttpContext http, Exception e)
    {
        var (type, title, seconds) = e switch
        {
            WriteLaneFullException => ("busy", "Too much is waiting to be written", "2"),
            WriteStoppedException { Why: WriteStop.NoRoom } => ("no-room", "There is no room to write", "10"),
            WriteStoppedException { Why: WriteStop.Damaged } => ("damaged", "The database is damaged", "60"),
            WriteStoppedException { Why: WriteStop.DiskFailed } => ("disk-failed", "The disk failed", "10"),
            WriteStoppedException => ("unreachable", "The database cannot be reached", "10"),
            _ => default,
        };
        if (type is null) return null;
        http.Response.Headers.RetryAfter = seconds;
        return Problems.Of(
            StatusCodes.Status503ServiceUnavailable, type, title,
            $"This request is not confirmed. Try again in {seconds} seconds with the same Idempotency-Key.");
    }
}
