using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Web.Refusals;

/// <summary>
/// The page for when a page fails. It needs nothing of what may have failed: no view, no layout, no board; and it
/// reads well without its style sheet.
/// </summary>
public static class ErrorPage
{
    /// <summary>Says what the status of the answer means.</summary>
    public static Task Write(HttpContext context)
    {
        var provider = context.RequestServices.GetRequiredService<IOptions<ProviderOptions>>().Value;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(
            Html(Visit.LanguageOf(context.Request), provider, context.Response.StatusCode));
    }

    private static string Html(Language language, ProviderOptions provider, int status)
    {
        var (title, text) = Refusal.Of(language, status);
        var reach = provider.Desk.Length > 0 ? $"<p>{Say(language.Say("error.desk", provider.Desk))}</p>" : "";
        return $"""
            <!doctype html>
            <html lang="{language.Code}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Say(title)} · {Say(provider.Name)}</title>
            <link rel="stylesheet" href="/css/tokens.css">
            <link rel="stylesheet" href="/css/base.css">
            <link rel="stylesheet" href="/css/public.css">
            <main class="page alone">
              <h1>{Say(title)}</h1>
              <p>{Say(text)}</p>
              {reach}
              <p><a href="/{language.Code}">{Say(language["error.home"])}</a></p>
            </main>
            </html>
            """;

        static string Say(string text) => HtmlEncoder.Default.Encode(text);
    }
}
