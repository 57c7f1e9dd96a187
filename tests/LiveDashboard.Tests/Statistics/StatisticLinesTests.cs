using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Statistics;

/// <summary>What the interactive chart fetches.</summary>
public sealed class StatisticLinesTests
{
    private static readonly SeriesColumns Long = new("kind", "place", "month", "n");

    [Theory, OnSqlite, OnPostgres]
    public async Task It_draws_what_it_says_and_says_what_is_published(Engine engine)
    {
        await using var app = await Start(engine);
        using var visitor = app.Visitor();
        using var file = JsonDocument.Parse(await visitor.GetStringAsync("/data/statistics/crime.json"));
        var cells = file.RootElement.GetProperty("rows").EnumerateArray().ToLookup(
            cell => (Text(cell, "category"), Text(cell, "area")), cell => Number(cell.GetProperty("value")));
        foreach (var (language, gap) in new[] { ("en", ','), ("fr", '\u00a0') })
            foreach (var (query, category) in new[] { ("", ""), ("&category=2", "Theft") })
            {
                using var json = JsonDocument.Parse(
                    await visitor.GetStringAsync($"/{language}/statistics/crime/lines.json?span=all{query}"));
                Assert.Equal(30, json.RootElement.GetProperty("months").GetArrayLength());
                var lines = json.RootElement.GetProperty("lines").EnumerateArray().ToArray();
                foreach (var line in lines.Where(line => Text(line, "key") is not ("twelve" or "before")))
                {
                    var published = cells[(category, Text(line, "key") == "months" ? "" : Text(line, "name"))].ToArray();
                    Assert.Equal(30, published.Length);
                    Assert.Equal(published, line.GetProperty("drawn").EnumerateArray().Select(Number));
                    Assert.Equal(published, line.GetProperty("say").EnumerateArray().Select(said => Said(said.GetString()!, gap)));
                }
            }
        static long? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : (long)value.GetDouble();
        static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
        static long? Said(string text, char gap) => !char.IsDigit(text[0]) ? null
            : long.Parse(text.Replace($"{gap}", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Of_an_area_the_others_are_offered_and_a_month_that_no_file_names_is_no_small_one()
    {
        await using var app = await DashboardApp.Start();
        await StatisticImportTests.Import(app, "kind,place,202503,202505\nTheft,North,1040,41\nTheft,South,50,2\n");
        using var visitor = app.Visitor();
        using var lines = JsonDocument.Parse(await visitor.GetStringAsync("/en/statistics/crime/lines.json?area=2"));
        Assert.False(lines.RootElement.GetProperty("sum").GetBoolean());
        Assert.Equal(
            [
                "months 50 | no figures | too few to show, or beside such", "twelve – | – | –", "before – | – | –",
                "area-1 1,040 | no figures | too few to show, or beside such",
            ],
            lines.RootElement.GetProperty("lines").EnumerateArray().Select(line =>
                $"{line.GetProperty("key")} {string.Join(" | ", line.GetProperty("say").EnumerateArray())}"));
        var page = await visitor.GetStringAsync("/en/statistics/crime?area=2");
        Assert.Contains("<td>no figures</td>", page, StringComparison.Ordinal);
        // The axis can be divided for the smallest line alone and for the tallest.
        var steps = lines.RootElement.GetProperty("scale").EnumerateArray().ToArray();
        Assert.Equal(1, steps[0].GetProperty("step").GetInt64());
        Assert.Equal(
            ["0", "500", "1,000", "1,500", "2,000", "2,500"],
            steps[^1].GetProperty("say").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task It_is_sent_once_and_only_what_is_there()
    {
        await using var app = await Start(Engine.Sqlite);
        using var visitor = app.Visitor();
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            await visitor.GetStringAsync("/fr/statistics/crime?category=&area=&span=all"));
        var address = page.QuerySelector("[data-lines]")!.GetAttribute("data-lines")!;
        using var first = await visitor.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again)).StatusCode);
        foreach (var missing in new[] { "none/lines.json", "crime/lines.json?area=99", "crime/lines.json?category=-1" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/en/statistics/{missing}")).StatusCode);
    }

    [Fact]
    public async Task No_page_but_that_of_a_statistic_loads_the_chart_library()
    {
        await using var app = await Start(Engine.Sqlite);
        using var visitor = app.Visitor();
        foreach (var page in new[]
        {
            "", "/statistics", "/initiatives", "/data", "/method", "/events", "/decisions", "/send", "/case", "/cases",
        })
            Assert.DoesNotContain("uplot", await visitor.GetStringAsync($"/en{page}"), StringComparison.OrdinalIgnoreCase);
        var own = await visitor.GetStringAsync("/en/statistics/crime");
        Assert.Contains("lib/uplot/uPlot.iife.min", own, StringComparison.Ordinal);
        // Nor does a script that other pages run.
        var scripts = Directory.EnumerateFiles(
            Path.Combine(TestFolder.Repository, "wwwroot", "js"), "*.js", SearchOption.AllDirectories);
        Assert.All(
            scripts.Where(script => !Path.GetFileName(script).StartsWith("explorer", StringComparison.Ordinal)),
            script => Assert.DoesNotContain("explorer", File.ReadAllText(script), StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<DashboardApp> Start(Engine engine)
    {
        var app = await DashboardApp.Start(engine);
        var random = new Random(3);
        var lines = new StringBuilder("kind,place,month,n\n");
        for (var month = 0; month < 30; month++)
            foreach (var (kind, most) in new[] { ("Theft", 3000), ("Robbery", 9) })
                foreach (var place in new[] { "North", "South", "East" })
                    lines.Append(
                        CultureInfo.InvariantCulture,
                        $"{kind},{place},{2023 + month / 12}-{month % 12 + 1:00},{random.Next(most)}\n");
        await StatisticImportTests.Import(app, lines.ToString(), Long);
        return app;
    }
}
