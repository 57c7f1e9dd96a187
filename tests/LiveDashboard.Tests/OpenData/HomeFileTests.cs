using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.OpenData;

/// <summary>Every number of the home page's file stands on the page, in the words of either language, or is hidden on both.</summary>
public sealed class HomeFileTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_figure_reads_the_same_on_the_page_and_in_the_file(Engine engine)
    {
        await using var app = await DashboardApp.Start(engine);
        await app.Get<TargetStore>().Set("", "", TimeSpan.FromHours(72), DateTimeOffset.UnixEpoch, default);
        await app.Get<CaseImport>().Write("station", [.. Rows()], default);
        await app.Restart();
        using var visitor = app.Visitor();
        using var file = JsonDocument.Parse(await visitor.GetStringAsync("/data/home.json"));
        var lines = file.RootElement.GetProperty("figures").EnumerateArray().Select(line => new Line(line)).ToArray();
        Assert.All(lines, line => Assert.Equal(1, line.Of.GetProperty("definition").GetInt64()));
        var told = 0;
        foreach (var language in Language.All)
        {
            using var board = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/boards/home?lang={language.Code}"));
            var shown = board.RootElement.GetProperty("figures").EnumerateArray().ToArray();
            var html = new HtmlParser().ParseDocument(await visitor.GetStringAsync($"/{language.Code}"));
            var page = new Page(language, lines, shown.ToDictionary(one => one.GetProperty("key").GetString()!), html);
            told += lines.Count(page.Shows);
        }
        Assert.True(told > 2 * 60, $"{told} numbers were compared");
    }

    private static IEnumerable<ImportRow> Rows()
    {
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 900; i++)
        {
            var received = now - TimeSpan.FromHours(i * 2 + 0.5);
            var wait = TimeSpan.FromHours(1 + i * 7919 % 100);
            var topic = i % 300 == 0 ? "Lost property" : i % 3 == 0 ? "Noise" : "Street lights";
            yield return new ImportRow(
                $"{i}", received, i % 12 == 0 || received + wait > now ? null : received + wait, topic, i % 2 == 0 ? "Harbour" : "Old Town",
                CaseKind.Concern, null);
        }
    }

    private sealed record Line(JsonElement Of)
    {
        public string Figure => Text("figure");
        public string Group => Text("group");
        public string Measure => Text("measure");
        public string State => Text("state");
        public string From => Text("from");
        public double? Value => Of.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        public string Text(string name) => Of.GetProperty(name).GetString()!;
    }

    private sealed record Page(Language Language, Line[] Lines, Dictionary<string, JsonElement> Places, IDocument Html)
    {
        /// <summary>Checks one line; false when the page has no words for it, only a drawing or a sentence about two.</summary>
        public bool Shows(Line line)
        {
            if (Key(line) is not { } key) return false;
            var place = Places[key];
            var text = place.GetProperty("text").GetString()!;
            var where = $"{Language.Code} {key} ({line.Figure} {line.Group} {line.Measure} {line.From}): {text}";
            if (line.State != "ok")
            {
                Assert.True(!text.Any(char.IsDigit) || text == Language.Say("count.fewer", 5), where);
                return true;
            }
            Assert.True(Words(line) is { } words && (key == "n" ? text.StartsWith(words, StringComparison.Ordinal) : text == words), $"{where}, not {Words(line)}");
            return true;
        }

        /// <summary>Where the page shows it.</summary>
        private string? Key(Line line) => (line.Figure, line.Measure) switch
        {
            ("reply-time", "median") => line == Lines.First(one => (one.Figure, one.Measure) == ("reply-time", "median")) ? "median" : "median-before",
            ("reply-time", "nine-in-ten") => "p90",
            ("reply-time", "received") => "n",
            ("reply-time", "kept") when line.State == "ok" => "kept",
            ("reply-time", "kept" or "missed" or "not-yet-due" or "kept-of-twenty") => null, // together they are a sentence and a row of dots
            ("waiting", "waiting") when line.Group.Length > 0 => $"band-{Array.IndexOf([.. Groups(line)], line.Group) + 1}",
            ("waiting", "overdue") => null, // a sentence
            ("waiting", var measure) => measure,
            ("reply-time-by-day", "fastest-tenth") => null, // drawn
            ("reply-time-by-day", var measure) => $"trend-day-{Day(line) + 1}-{Short(measure)}",
            ("reply-time-by-category" or "reply-time-by-area", "median-low" or "median-high") => null, // drawn
            ("reply-time-by-category" or "reply-time-by-area", var measure) => $"{Row(line)}-{Short(measure)}",
            ("answer-helped", "closed") => "helped-closed",
            ("answer-helped", "not-rated") => "helped-unrated",
            ("answer-helped", _) => "helped",
            ("promises", var standing) => $"promises-{standing}",
            ("pulse", _) => $"pulse-{line.Group.Split(' ')[^1]}",
            var other => throw new InvalidOperationException($"Nobody compares {other}."),
        };

        private string? Words(Line line) => (line.Text("unit"), line.Measure) switch
        {
            (_, "kept") => Language.Say("kept.of", Language.Count((long)line.Value!), Language.Count((long)(line.Value! + Beside(line, "missed").Value!))),
            ("seconds", _) when line.Value is { } seconds => Language.Duration(TimeSpan.FromSeconds(seconds)),
            ("seconds", _) when line.Figure == "reply-time-by-day" => Language["quantile.unknown"], // the table has no room for "more than"
            ("seconds", _) => Language.Say("quantile.more", Language.Duration(TimeSpan.FromSeconds(long.Parse(line.Text("note").Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)))),
            _ => Language.Count((long)line.Value!),
        };

        private Line Beside(Line line, string measure) => Lines.Single(one => one.Figure == line.Figure && one.Group == line.Group && one.Measure == measure);

        private int Day(Line line) => Array.IndexOf([.. Lines.Where(one => one.Figure == line.Figure).Select(one => one.From).Distinct()], line.From);

        /// <summary>The start of the keys of the row that has this name.</summary>
        private string Row(Line line)
        {
            var (by, name) = (line.Figure.Split('-')[^1], line.Group.Split(": ", 2)[1]);
            var row = Html.QuerySelectorAll($"tr:has([data-key^='{by}-'])").Single(one => one.QuerySelector("th")?.TextContent.Trim() == name);
            return row.QuerySelector("[data-key$='-median']")!.GetAttribute("data-key")!.Replace("-median", "", StringComparison.Ordinal);
        }

        private IEnumerable<string> Groups(Line line) =>
            Lines.Where(one => one.Figure == line.Figure && one.Group.Length > 0).Select(one => one.Group).Distinct();

        private static string Short(string measure) => measure switch { "received" => "n", "nine-in-ten" => "p90", _ => measure };
    }
}
