using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Statistics;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Statistics.Pages;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Statistics;

public sealed class StatisticImportTests
{
    private static readonly string London = Path.Combine(TestFolder.Repository, "..", "shared", "data", "crime_london");
    private static readonly SeriesColumns Wide = new("MajorText", "BoroughName", "", "");

    [RecordsFact]
    public void The_London_files_add_up_to_what_is_known_of_them()
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(London, "truth.json")));
        var series = new Series();
        foreach (var name in new[] { "mps_borough_level_crime_historical.csv", "mps_borough_level_crime_recent_24_months.csv" })
        {
            var one = new Series();
            foreach (var into in new[] { one, series })
            {
                var path = Path.Combine(London, name);
                using var file = File.OpenRead(File.Exists(path) ? path : path + ".gz");
                into.Add(file, Wide);
            }
            var known = truth.RootElement.GetProperty(name);
            Assert.Equal(known.GetProperty("rows").GetInt32(), one.Rows);
            Assert.Equal(known.GetProperty("grand_total").GetInt64(), one.Total);
            foreach (var (property, by) in new (string, Func<(string Category, string Area, long Month), string>)[]
            {
                ("per_month", key => Months.Plain(key.Month).Replace("-", "", StringComparison.Ordinal)),
                ("per_MajorText", key => key.Category), ("per_BoroughName", key => key.Area),
            })
                Assert.Equal(
                    known.GetProperty(property).EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64()),
                    one.Cells.GroupBy(cell => by(cell.Key)).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Value)));
        }
        var table = new Table(series, 5);
        Assert.Equal((188, 0), ((int)(table.Last - table.First + 1), table.Missing.Count));
        var all = new Dictionary<string, long>(table.Categories.Index().Select(one => KeyValuePair.Create(one.Item, one.Index + 1L)));
        var areas = new Dictionary<string, long>(table.Areas.Index().Select(one => KeyValuePair.Create(one.Item, one.Index + 1L)));
        var cells = table.Cells(all, areas).ToArray();
        Assert.Equal(12_839_122, cells.Where(cell => cell is { Category: 0, Area: 0 }).Sum(cell => cell.N));
        Assert.All(cells.Where(cell => cell.N < 5), cell => Assert.False(cell.Shown));
        Assert.True(cells.Count(cell => cell.Shown) > cells.Length / 2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revision_changes_page_file_and_log_together(Engine engine)
    {
        await using var app = await DashboardApp.Start(engine);
        await Import(app, "kind,place,202503,202504\nTheft,North,40,41\nTheft,South,50,2\nRobbery,North,60,7\nRobbery,South,70,9\n");
        using var visitor = app.Visitor();
        var file = await visitor.GetStringAsync("/data/statistics/crime.csv");
        Assert.Contains("crime,Theft,South,2025-04,,offences,suppressed,1", file, StringComparison.Ordinal);
        Assert.Contains("crime,,,2025-03,220,offences,ok,1", file, StringComparison.Ordinal);
        Assert.Contains("crime,Theft,North,2025-03,40,offences,ok,1", file, StringComparison.Ordinal);

        var again = await Import(app, "kind,place,202503,202504\nTheft,North,44,41\nTheft,South,50,2\nRobbery,North,60,7\nRobbery,South,70,9\n");
        Assert.Equal((2L, 4), (again.Revision, again.Changed)); // the cell, two sums of it, and the sum of all
        await using var db = await app.Get<Database>().Read(default);
        var line = Assert.Single(await StatisticStore.Changes(db, 10));
        Assert.Equal((220, 224, 2), (line.Was, line.Became, line.Revision));
        Assert.Contains("crime,,,2025-03,224,offences,ok,2", await visitor.GetStringAsync("/data/statistics/crime.csv"), StringComparison.Ordinal);
        var page = await visitor.GetStringAsync("/en/statistics/crime");
        Assert.Contains("<td>224</td>", page, StringComparison.Ordinal);
        Assert.Contains("Revision 2", page, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_revision_no_longer_publishes_is_a_correction_too(Engine engine)
    {
        await using var app = await DashboardApp.Start(engine);
        await Import(app, "kind,place,202503,202504,202505\nTheft,North,40,41,42\nTheft,South,50,51,52\n");
        var again = await Import(app, "kind,place,202504,202505\nTheft,North,41,1\nTheft,South,51,0\n");
        // In March the two cells and their sums, all of it gone; in May what is left is too few to be shown.
        Assert.True(again.Changed >= 8, $"{again.Changed}");
        await using var db = await app.Get<Database>().Read(default);
        var gone = (await StatisticStore.Changes(db, 10)).ToDictionary(line => line.Month % 12, line => (line.Was, line.Became));
        Assert.Equal((90, (long?)null), gone[2]);
        Assert.Equal((94, (long?)null), gone[4]);
        Assert.DoesNotContain(3, gone.Keys);
        using var visitor = app.Visitor();
        Assert.Contains("statistics/crime,2025-03,90,,", await visitor.GetStringAsync("/data/corrections.csv"), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_page_and_the_files_say_the_same_of_every_cell(Engine engine)
    {
        await using var app = await DashboardApp.Start(engine);
        var random = new Random(3);
        var lines = new StringBuilder("kind,place,month,n\n");
        for (var month = 0; month < 30; month++)
            foreach (var (kind, most) in new[] { ("=Theft", 200), ("Robbery", 9) })
                foreach (var place in new[] { "North", "South", "East" })
                    lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{kind},{place},{2023 + month / 12}-{month % 12 + 1:00},{random.Next(most)}\n");
        await Import(app, lines.ToString(), new SeriesColumns("kind", "place", "month", "n"));
        using var visitor = app.Visitor();
        var csv = (await visitor.GetStringAsync("/data/statistics/crime.csv")).ReplaceLineEndings("\n");
        Assert.Contains("'=Theft", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await visitor.GetStringAsync("/data/statistics/crime.json"));
        var cells = json.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(3 * 4 * 30, cells.Length);
        Assert.Equal(cells.Length + 1, csv.TrimEnd('\n').Split('\n').Length);
        var one = (await app.Get<StatisticStore>().Find("crime", default))!;
        var parts = await app.Get<StatisticStore>().Parts(one.Id, default);
        foreach (var language in new[] { "en", "fr" })
            foreach (var part in parts.Where(part => part.Dimension == StatisticPart.Category).Append(new StatisticPart("category", 0, "")))
            {
                var chosen = part.Position == 0 ? "" : $"{part.Position}";
                var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
                    await visitor.GetStringAsync($"/{language}/statistics/crime?category={chosen}&span=all"));
                var shown = page.QuerySelectorAll(".series tbody tr").Select(row => row.Children[1].TextContent).Reverse().ToArray();
                var published = cells.Where(cell => cell.GetProperty("category").GetString() == part.Name && cell.GetProperty("area").GetString() == "").ToArray();
                Assert.Equal(30, shown.Length);
                Assert.All(shown.Zip(published), pair => Assert.Equal(
                    pair.Second.GetProperty("state").GetString() == "ok" ? $"{pair.Second.GetProperty("value").GetInt64()}" : null,
                    char.IsDigit(pair.First[0]) ? pair.First : null));
            }
        using var there = await visitor.GetAsync("/data/statistics/crime.json");
        using var unchanged = new HttpRequestMessage(HttpMethod.Get, "/data/statistics/crime.json");
        unchanged.Headers.IfNoneMatch.Add(there.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(unchanged)).StatusCode);
    }

    [Fact]
    public void Twelve_months_are_told_only_where_each_of_them_is()
    {
        var of = Enumerable.Range(0, 30).ToDictionary(i => (long)i, i => i == 9 ? (long?)null : 10);
        Assert.Null(SeriesChart.Twelve(of, 20));
        Assert.Equal(120, SeriesChart.Twelve(of, 21));
        Assert.Null(SeriesChart.Twelve(of, 5));
    }

    [Theory]
    [InlineData("kind,place,202503\nTheft,North,4x\n", "value", 2)]
    [InlineData("kind,place,202503\nTheft,North,-4\n", "value", 2)]
    [InlineData("kind,place,202503\nTheft,North\n", "columns", 2)]
    [InlineData("kind,somewhere,202503\nTheft,North,4\n", "column", 1)]
    [InlineData("kind,place,March\nTheft,North,4\n", "months", 1)]
    [InlineData("kind,place,202503\n", "nothing", 0)]
    public void What_is_wrong_with_a_file_is_named_by_its_line(string text, string problem, int line)
    {
        var refused = Assert.Throws<UnusableSeriesException>(
            () => new Series().Add(new MemoryStream(Encoding.UTF8.GetBytes(text)), new SeriesColumns("kind", "place", "", "")));
        Assert.Equal((problem, line), (refused.Problem, refused.Line));
    }

    [Fact]
    public void A_packed_file_that_unpacks_to_more_than_any_series_is_refused_on_the_way()
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write("kind,month\n"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Theft,2025-03\n", 10_000)));
            for (var i = 0; i <= Series.MostRows / 10_000; i++) zip.Write(rows);
        }
        packed.Position = 0;
        var refused = Assert.Throws<UnusableSeriesException>(() => new Series().Add(packed, new SeriesColumns("kind", "", "month", "")));
        Assert.Equal(("rows", Series.MostRows + 2), (refused.Problem, refused.Line));
        Assert.Throws<UnusableSeriesException>(() => new Series().Add(
            new MemoryStream(Encoding.UTF8.GetBytes("kind,month\n\"" + new string('x', 3_000_000))), new SeriesColumns("kind", "", "month", "")));
    }

    [Fact]
    public async Task Staff_import_annotate_and_are_told_of_copies()
    {
        await using var site = await StaffSite.Start();
        using var publisher = await site.WithSession(await site.Member("Pat", StaffRole.Publisher));
        var refused = await publisher.Submit("/staff/statistics?handler=Import", FormBrowser.Fields(("NameEn", "Crime"), ("Source", "Police"), ("Licence", "OGL")));
        Assert.Contains("Choose a file", refused.Text, StringComparison.Ordinal);
        var series = new Series();
        series.Add(new MemoryStream("kind,202503\nTheft,40\nTheft,40\nRobbery,\n"u8.ToArray()), new SeriesColumns("kind", "", "", ""));
        Assert.Equal((1, 1, 80), (series.Copies, series.Blanks, (int)series.Total));
        await Import(site.App, "kind,place,202503,202504\nTheft,North,40,41\n");
        await publisher.Submit("/staff/statistics/crime?handler=Add", FormBrowser.Fields(
            ("note", "n1"), ("Month", "2025-04"), ("NoteEn", "Counted anew from here"), ("of", "")), "/staff/statistics/crime");
        using var visitor = site.App.Visitor();
        Assert.Contains("Counted anew from here", await visitor.GetStringAsync("/en/statistics/crime"), StringComparison.Ordinal);
        await publisher.Submit("/staff/statistics/crime?handler=Remove", FormBrowser.Fields(("note", "n1")), "/staff/statistics/crime");
        Assert.DoesNotContain("Counted anew", await visitor.GetStringAsync("/en/statistics/crime"), StringComparison.Ordinal);
        using var officer = await site.WithSession(await site.Member("Olu", StaffRole.Officer));
        foreach (var act in new[] { "statistics?handler=Import", "statistics/crime?handler=Add", "statistics/crime?handler=Remove" })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Submit($"/staff/{act}", [], "/staff/account")).Status);
    }

    public static Task<Imported> Import(DashboardApp app, string text, SeriesColumns? columns = null)
    {
        var series = new Series();
        series.Add(new MemoryStream(Encoding.UTF8.GetBytes(text)), columns ?? new SeriesColumns("kind", "place", "", ""));
        return app.Get<StatisticImport>().Run(
            Actor.Console, new Statistic { NameEn = "Crime", UnitEn = "offences", Source = "Police", Licence = "OGL" }, series, default);
    }

    /// <summary>Needs the whole of the records, which is not shipped.</summary>
    private sealed class RecordsFactAttribute : FactAttribute
    {
        public RecordsFactAttribute() => Skip = File.Exists(Path.Combine(London, "truth.json")) ? null
            : "The records of crime in London are not beside the checkout.";
    }
}
