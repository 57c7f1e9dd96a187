using System.Globalization;
using System.Text.Encodings.Web;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Staff;

/// <summary>Says no in words, on a page that needs nothing.</summary>
public static class StaffRefusal
{
    /// <param name="why">The last part of the keys of its texts: role, form, missing, wait.</param>
    public static Task Write(HttpContext http, string why, params object[] values)
    {
        var text = Visit.LanguageOf(http.Request);
        var provider = http.RequestServices.GetRequiredService<IOptions<ProviderOptions>>().Value;
        var title = Encode(text[$"staff.refused.{why}"]);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="{text.Code}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · {Encode(provider.Name)}</title>
            <link rel="stylesheet" href="/css/tokens.css">
            <link rel="stylesheet" href="/css/base.css">
            <link rel="stylesheet" href="/css/forms.css">
            <link rel="stylesheet" href="/css/staff.css">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            <main class="signin">
              <h1>{title}</h1>
              <p>{Encode(text.Say($"staff.refused.{why}.text", values))}</p>
              <p><a href="/staff">{Encode(text["staff.refused.back"])}</a></p>
            </main>
            </html>
            """);
    }

    /// <summary>Says when to come again, also to programs.</summary>
    public static Task Wait(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Write(http, "wait", seconds);
    }

    /// <summary>The same as the answer of a page.</summary>
    public static async Task<IActionResult> TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        await Wait(http, wait);
        return new EmptyResult();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
