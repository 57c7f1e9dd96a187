using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Web;

/// <summary>Problems as machines read them (RFC 9457): a type that does not change, and sentences that may.</summary>
public static class Problems
{
    /// <summary>What every type of this program begins with.</summary>
    public const string TypePrefix = "urn:livedashboard:problem:";

    /// <param name="type">What kind of problem, in words joined by hyphens.</param>
    /// <param name="title">The kind, in a few words.</param>
    /// <param name="detail">This one, in a sentence that says what to do.</param>
    public static ProblemDetails Of(int status, string type, string title, string detail) => new()
    {
        Status = status,
        Type = TypePrefix + type,
        Title = title,
        Detail = detail,
    };

    /// <summary>Answers with it.</summary>
    public static Task Write(HttpContext http, ProblemDetails problem)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(problem).ExecuteAsync(http);
    }

    public static Task Write(HttpContext http, int status, string type, string title, string detail) =>
        Write(http, Of(status, type, title, detail));
}
