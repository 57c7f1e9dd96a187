using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.OpenData;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Statistics;

namespace LiveDashboard.Tests.OpenData;

public sealed class OpenDataTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_list_says_the_same_in_every_form_and_is_explained(Engine engine)
    {
        await using var site = await Start(engine);
        using var visitor = site.App.Visitor();
        using var index = JsonDocument.Parse(await visitor.GetStringAsync("/api/v1/data"));
        var sets = index.RootElement.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(
            ["corrections", "home", "initiatives", "lists/decisions", "lists/events", "lists/initiatives", "lists/metrics",
                "lists/promises", "lists/readings", "lists/statistic-notes", "lists/statistics", "lists/stories", "statistics/crime"],
            sets.Select(set => set.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        var pages = await visitor.GetStringAsync("/en/data") + await visitor.GetStringAsync("/fr/data");
        foreach (var set in sets)
        {
            var name = set.GetProperty("name").GetString()!;
            var csv = await Csv(visitor, $"/data/{name}.csv");
            using var json = JsonDocument.Parse(await visitor.GetStringAsync($"/data/{name}.json"));
            using var api = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/data/{name}?limit=1000"));
            var columns = set.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!).ToArray();
            Assert.Equal(columns, csv[0]);
            var rows = api.RootElement.GetProperty("rows").EnumerateArray().ToArray();
            Assert.Equal(rows.Select(row => columns.Select(column => Text(row.GetProperty(column)))), csv.Skip(1));
            var inJson = json.RootElement.EnumerateObject().Single(one => one.Value.ValueKind == JsonValueKind.Array).Value;
            Assert.Equal(rows.Length, inJson.GetArrayLength());
            Assert.Contains($"/data/{name}.csv", pages, StringComparison.Ordinal);
        }
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/data");
        asked.Headers.Add("Accept-Language", "fr");
        Assert.Contains("Données ouvertes", WebUtility.HtmlDecode(await (await visitor.SendAsync(asked)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_metric_reads_the_same_on_the_screen_and_in_the_file(Engine engine)
    {
        await using var site = await Start(engine);
        using var visitor = site.App.Visitor();
        using var file = JsonDocument.Parse(await visitor.GetStringAsync("/data/initiatives.json"));
        var numbers = file.RootElement.GetProperty("figures").EnumerateArray().ToArray();
        Assert.NotEmpty(numbers);
        foreach (var language in new[] { "en", "fr" })
        {
            using var board = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/boards/initiatives?lang={language}"));
            var shown = board.RootElement.GetProperty("figures").EnumerateArray()
                .ToDictionary(one => one.GetProperty("key").GetString()!, one => one.GetProperty("text").GetString()!);
            foreach (var metric in numbers.GroupBy(one => one.GetProperty("figure").GetString()!.Split('/')[1]))
            {
                var values = metric.Where(one => one.GetProperty("measure").GetString() != "target").ToArray();
                Assert.Equal(Number(values[0]), OnScreen(shown[$"metric-{metric.Key}"], language));
                foreach (var (i, one) in values.Skip(1).Index())
                    Assert.Equal(Number(one), OnScreen(shown[$"metric-{metric.Key}-v{i}"], language));
            }
        }
        // "1,250" and "1 250,5" are numbers; "none" and "Fewer than 5" are not told.
        static decimal? OnScreen(string text, string language) => !char.IsDigit(text[0]) ? null : decimal.Parse(
            new string([.. text.TakeWhile(c => char.IsDigit(c) || c is ',' or '.' or '\u00a0').Where(c => c != (language == "en" ? ',' : '\u00a0'))])
                .Replace(',', '.').Trim('\u00a0'), System.Globalization.CultureInfo.InvariantCulture);
        static decimal? Number(JsonElement one) => one.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_correction_is_in_figure_history_log_and_the_next_archive_and_not_in_the_one_before(Engine engine)
    {
        await using var site = await Start(engine);
        var metric = await site.Metric();
        await site.Enter(metric, InitiativeSite.Of(3, 120));
        await site.App.Get<DataArchive>().Run(default);
        await site.Enter(metric, InitiativeSite.Of(3, 12, reason: "=a digit too many"));
        await site.App.Get<DataArchive>().Run(default); // the same day: what was published that night stays
        site.Staff.Clock.Advance(TimeSpan.FromDays(1));
        await site.App.Get<FigureBeat>().MeasureAll(default);
        await site.App.Get<DataArchive>().Run(default);

        using var visitor = site.App.Visitor();
        async Task<string> Archived(string day, string list)
        {
            using var zip = new ZipArchive(await visitor.GetStreamAsync($"/data/archive/{day}.zip"));
            using var reader = new StreamReader(zip.GetEntry(list)!.Open());
            return await reader.ReadToEndAsync();
        }
        Assert.Contains($"{metric.Id},2026-03-01,,120,1,1", await Archived("2026-06-10", "lists/readings.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(metric.Id, await Archived("2026-06-10", "corrections.csv"), StringComparison.Ordinal);
        Assert.Contains($"{metric.Id},2026-03-01,,12,1,2", await Archived("2026-06-11", "lists/readings.csv"), StringComparison.Ordinal);
        var log = await Archived("2026-06-11", "corrections.csv");
        var line = Assert.Single((await Csv(visitor, "/data/corrections.csv"))[1..]);
        Assert.Equal(
            [$"night-walks/{metric.Id}", "2026-03-01", "120", "12", "walks", "'=a digit too many", "The community team"], line[..7]);
        Assert.Equal(log, await visitor.GetStringAsync("/data/corrections.csv"));
        Assert.Contains("a digit too many", await visitor.GetStringAsync("/en/data"), StringComparison.Ordinal);
        foreach (var missing in new[] { "2026-06-09", "..", "2026-06-10.zip.unfinished" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/data/archive/{missing}.zip")).StatusCode);
    }

    [Fact]
    public async Task A_night_that_was_cut_short_is_made_again_whole()
    {
        await using var site = await Start(Engine.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(site.App.Folder, "archive")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "2026-06-10.zip.unfinished"), "half");
        Assert.Empty(site.App.Get<DataArchive>().Days());
        await site.App.Get<DataArchive>().Run(default);
        Assert.Equal([new DateOnly(2026, 6, 10)], site.App.Get<DataArchive>().Days());
        Assert.Contains(Timetable.Entries, entry => entry.Job == typeof(DataArchive));
    }

    [Fact]
    public async Task The_interface_gives_pages_that_add_up_and_says_what_it_does_not_have()
    {
        await using var site = await Start(Engine.Sqlite);
        using var visitor = site.App.Visitor();
        var collected = new List<string>();
        for (string? next = "/api/v1/data/statistics/crime?limit=7"; next is not null;)
        {
            using var page = JsonDocument.Parse(await visitor.GetStringAsync(next));
            collected.AddRange(page.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()));
            next = page.RootElement.GetProperty("next").GetString();
        }
        using var all = JsonDocument.Parse(await visitor.GetStringAsync("/api/v1/data/statistics/crime?limit=1000"));
        Assert.Equal(all.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()), collected);

        using var first = await visitor.GetAsync("/api/v1/data/lists/readings");
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/data/lists/readings");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again)).StatusCode);
        foreach (var bad in new[] { "limit=0", "limit=1001", "after=-1" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"/api/v1/data/home?{bad}")).StatusCode);
        foreach (var missing in new[] { "/api/v1/data/cases", "/data/lists/people.csv", "/data/statistics/none.csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(missing)).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_ask_for_files_at_once_those_beyond_the_queue_are_told_to_come_again()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var taken = new[] { await app.Get<DataFiles>().Place(default), await app.Get<DataFiles>().Place(default) };
        var asked = Enumerable.Range(0, 17).Select(_ => visitor.GetAsync("/data/lists/statistics.csv")).ToList();
        using var first = await await Task.WhenAny(asked);
        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal(5, first.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        foreach (var place in taken) place.Dispose();
        var answers = await Task.WhenAll(asked);
        Assert.Equal(16, answers.Count(answer => answer.IsSuccessStatusCode));
    }

    [Fact]
    public async Task A_badge_says_what_the_page_says_and_when_without_a_cookie()
    {
        await using var app = await DashboardApp.Start(settings: ["--Provider:Name", "North & <b>South</b>"]);
        using var visitor = app.Visitor();
        foreach (var language in new[] { "en", "fr" })
        {
            using var board = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/boards/home?lang={language}"));
            var shown = board.RootElement.GetProperty("figures").EnumerateArray()
                .ToDictionary(one => one.GetProperty("key").GetString()!, one => one.GetProperty("text").GetString()!);
            foreach (var (name, key) in new[] { ("reply", "median"), ("waiting", "waiting"), ("kept", "kept") })
            {
                using var answer = await visitor.GetAsync($"/badge/{name}.svg?lang={language}");
                Assert.False(answer.Headers.Contains("Set-Cookie"));
                Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
                var texts = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants()
                    .Where(one => one.Name.LocalName == "text").Select(one => one.Value).ToArray();
                Assert.Contains(texts, text => text == shown[key] || text.StartsWith(shown[key] + " ", StringComparison.Ordinal));
                Assert.Contains("North & <b>South</b>", texts);
                Assert.Matches(language == "en" ? @"^as of \d\d:\d\d, " : @"^à \d\d:\d\d, le ", texts[^1]);
            }
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/badge/none.svg")).StatusCode);
    }

    private static async Task<InitiativeSite> Start(Engine engine)
    {
        var site = await InitiativeSite.Start(engine);
        foreach (var (combine, people) in new[] { (Combine.Sum, false), (Combine.Latest, false), (Combine.Mean, false), (Combine.Sum, true) })
        {
            var metric = await site.Metric(combine, people: people);
            await site.Enter(metric, InitiativeSite.Of(3, 1250, over: combine == Combine.Mean ? 3 : 1));
            await site.Enter(metric, InitiativeSite.Of(5, 7) with { Milli = 7_250 });
        }
        await site.Metric(); // without a reading
        await StatisticImportTests.Import(site.App, "kind,place,202503,202504\n=Theft,North,40,41\nRobbery,South,70,2\n");
        await site.App.Get<FigureBeat>().MeasureAll(default);
        return site;
    }

    private static async Task<string[][]> Csv(HttpClient visitor, string address)
    {
        using var csv = CsvHelper.CsvReader.Create(new MemoryStream(await visitor.GetByteArrayAsync(address)), new CsvHelper.CsvReaderOptions());
        var lines = new List<string[]>();
        csv.ReadHeader();
        lines.Add([.. csv.Headers!]);
        while (csv.Read()) lines.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return [.. lines];
    }

    // A text that a spreadsheet would take for a formula has a mark before it in the file.
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : value.GetString() is { Length: > 0 } text && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : value.GetString()!;
}
