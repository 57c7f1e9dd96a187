using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LiveDashboard.Web;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Statistics.Pages;

/// <summary>
/// What a statistic's page fetches for its interactive chart; it changes as seldom as the statistic does.
/// </summary>
public static class LinesEndpoint
{
    // Names and words are mostly letters that need no escape; what markup is made of is escaped still.
    private static readonly JsonSerializerOptions Format =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const string Route = "/{lang:regex(^(en|fr)$)}/statistics/{slug}/lines.json";

    public static void MapStatisticLines(this IEndpointRouteBuilder app) =>
        app.MapMethods(Route, [HttpMethods.Get, HttpMethods.Head], Lines).ExcludeFromDescription();

    /// <summary>Where the lines of a page are, as a path under its language.</summary>
    public static string Address(StatisticChoice choice) =>
        $"/statistics/{choice.Statistic.Slug}/lines.json{choice.Query()}";

    private static async Task<IResult> Lines(
        string slug, long? category, long? area, string? span, HttpContext http, StatisticStore store,
        CancellationToken ct)
    {
        if (await StatisticChoice.Read(store, slug, category, area, span, ct) is not { Chart.Months.Count: > 0 } choice)
            return TypedResults.NotFound();
        var areas = await store.Areas(choice.Statistic.Id, choice.Category, choice.Chart.Months[0].Month, ct);
        var lines = new StatisticLines(choice, areas, Visit.LanguageOf(http.Request));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(lines, Format);
        http.Response.Headers.CacheControl = "public, max-age=10";
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        return TypedResults.File(bytes, "application/json; charset=utf-8", entityTag: EntityTagHeaderValue.Parse(tag));
    }
}
