using System.Globalization;
using System.Net;
using System.Text;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.OpenData;

/// <summary>
/// One figure as a picture for other pages, with the moment it is of: of the same reading as the page. It takes no cookie,
/// sets none, and asks nothing of whoever looks at it.
/// </summary>
public static class Badge
{
    /// <summary>Half of all answers; how many wait; how often the promise was kept.</summary>
    public static readonly IReadOnlyList<string> Names = ["reply", "waiting", "kept"];

    private const int LongestLine = 40;

    private const string Style =
        ".p{fill:#fff;stroke:#d5dbe1}.i{fill:#14202b}.m{fill:#4a5763}"
        + "@media(prefers-color-scheme:dark){.p{fill:#0e151b;stroke:#2b3843}.i{fill:#e8eef3}.m{fill:#a9b7c4}}";

    public static void MapBadges(this IEndpointRouteBuilder app) =>
        app.MapMethods("/badge/{name}.svg", [HttpMethods.Get, HttpMethods.Head], Draw).WithTags("Open data")
            .WithSummary("A figure as a picture").WithDescription($"One of {string.Join(", ", Names)}; lang is en or fr.");

    private static IResult Draw(
        string name, string? lang, HttpContext http, FigureBoards boards, StationTime station, IOptions<ProviderOptions> provider)
    {
        if (!Names.Contains(name)) return TypedResults.NotFound();
        var text = Language.Find(lang) ?? Visit.LanguageOf(http.Request);
        var board = boards.Find(Visit.BoardName);
        var at = station.At(board?.At ?? station.Now);
        Figure? Find(string key) => board?.Find(text, key);
        var (label, value) = name switch
        {
            "waiting" => (text["waiting.title"], $"{Find("waiting")?.Text ?? text["figure.empty"]} {Find("waiting-unit")?.Text}".Trim()),
            "kept" => (text["fact.kept"], Find("kept")?.Text ?? text["figure.empty"]),
            _ => (Find("headline")?.Text ?? text["headline"], Find("median")?.Text ?? text["figure.empty"]),
        };
        http.Response.Headers.CacheControl = "public, max-age=30";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'"; // its own colours
        if (lang is null) http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var asOf = text.Say("badge.asof", text.Clock(at), text.LongDay(DateOnly.FromDateTime(at.DateTime)));
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(Svg(text, provider.Value.Name, label, value, asOf)), "image/svg+xml; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{board?.Epoch}-{board?.Version}-{text.Code}-{at.ToUnixTimeSeconds() / 60}\""));
    }

    private static string Svg(Language text, string site, string label, string value, string asOf)
    {
        var title = $"{label} {value}. {site}, {asOf}";
        var lines = Lines(label);
        var y = 26 + 18 * (lines.Count - 1);
        var words = string.Concat(lines.Index().Select(line =>
            string.Create(CultureInfo.InvariantCulture, $"<text x=\"18\" y=\"{26 + 18 * line.Index}\" class=\"m\" font-size=\"14\">{Safe(line.Item)}</text>")));
        var size = value.Length > 16 ? 22 : 32;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="340" height="{{y + 88}}" viewBox="0 0 340 {{y + 88}}" role="img"
                xml:lang="{{text.Code}}" font-family="system-ui, sans-serif"><title>{{Safe(title)}}</title>
            <style>{{Style}}</style>
            <rect class="p" x=".5" y=".5" width="339" height="{{y + 87}}" rx="6"/>
            {{words}}
            <text x="18" y="{{y + 38}}" class="i" font-size="{{size}}" font-weight="700">{{Safe(value)}}</text>
            <text x="18" y="{{y + 60}}" class="m" font-size="12">{{Safe(Short(site))}}</text>
            <text x="18" y="{{y + 76}}" class="m" font-size="12">{{Safe(asOf)}}</text></svg>
            """);
    }

    // A picture does not break lines by itself.
    private static List<string> Lines(string label)
    {
        var lines = new List<string> { "" };
        foreach (var word in label.Split(' '))
            if (lines[^1].Length + word.Length < LongestLine) lines[^1] = $"{lines[^1]} {word}".TrimStart();
            else lines.Add(word);
        return lines;
    }

    private static string Short(string site) => site.Length <= LongestLine + 8 ? site : site[..(LongestLine + 7)] + "…";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
