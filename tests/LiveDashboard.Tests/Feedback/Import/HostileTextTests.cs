using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>The big list of naughty strings as categories and subjects: kept as they are, shown as text, or refused.</summary>
public sealed class HostileTextTests
{
    [NaughtyTheory, OnSqlite, OnPostgres]
    public async Task Every_string_is_kept_exactly_or_refused_with_a_reason(Engine engine)
    {
        var strings = Naughty.Strings;
        await using var test = await TestDatabase.New(engine);
        await using var importing = new Importing(test);
        var result = await importing.Rows(Naughty.Rows(strings));

        var refused = Importing.Skipped(result).ToDictionary(row => row.Id, row => row.Reason);
        var stored = (await importing.Cases()).ToDictionary(one => one.ExternalId);
        Assert.Equal(2 * strings.Length, stored.Count + refused.Count);
        Assert.All(refused.Values, reason => Assert.Matches("longer than|control character|direction mark|NUL", reason));
        Assert.InRange(refused.Count, 1, strings.Length / 10);
        for (var i = 0; i < strings.Length; i++)
        {
            if (stored.TryGetValue($"category-{i}", out var one)) Assert.Equal(strings[i].Trim(), one.Category);
            if (stored.TryGetValue($"subject-{i}", out one)) Assert.Equal(strings[i], one.Subject);
        }
        Assert.Empty(await test.Differences());
    }

    [NaughtyFact]
    public async Task Every_category_stands_on_the_page_as_text_and_makes_no_element()
    {
        var strings = Naughty.Strings.Select(text => text.Trim()).Where(text => text.Length is > 0 and <= 80).Distinct().ToArray();
        await using var app = await DashboardApp.Start(prepare: false);
        await app.Get<CaseImport>().Write(
            "list", [.. Naughty.Kept(strings).Select((text, i) => new ImportRow($"{i}", DateTimeOffset.UtcNow.AddDays(-2), null, text, "", "concern", text))],
            CancellationToken.None);
        await app.Get<PublishBreakdowns>().Run(CancellationToken.None);
        await app.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        using var visitor = app.Visitor();
        var parser = new HtmlParser();
        foreach (var language in new[] { "en", "fr" })
        {
            var page = parser.ParseDocument(await visitor.GetStringAsync($"/{language}"));
            var names = page.QuerySelectorAll("#topics th[scope=row] bdi");
            // The parser reads a carriage return as a line feed, as every browser does; no category has either.
            var shown = names.Select(name => name.TextContent).ToHashSet();
            var kept = Naughty.Kept(strings);
            Assert.InRange(kept.Count, 300, 600);
            Assert.Empty(kept.Except(shown));
            Assert.All(names, name => Assert.Empty(name.Children));
            Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, marquee, body script, style, form, input, video, audio, base, meta[http-equiv]"));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(one => one.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
            Assert.DoesNotContain(page.Links, link => link.GetAttribute("href")!.Contains("script:", StringComparison.OrdinalIgnoreCase));
        }
        foreach (var address in new[] { "/data/home.csv", "/data/home.json", "/api/v1/boards/home?lang=en" })
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
    }

    /// <summary>The list, found beside the repository.</summary>
    private static class Naughty
    {
        private static string File => Path.Combine(TestFolder.Repository, "..", "shared", "data", "texts", "blns.json");

        public static string? Missing => System.IO.File.Exists(File) ? null
            : "The big list of naughty strings (../shared/data/texts/blns.json) is not on this machine.";

        public static string[] Strings => JsonSerializer.Deserialize<string[]>(System.IO.File.ReadAllText(File))!;

        /// <summary>Each string twice: as the category of one case and as the subject of another.</summary>
        public static string Rows(string[] strings)
        {
            var rows = new StringBuilder();
            foreach (var (i, text) in strings.Index())
                rows.Append(CultureInfo.InvariantCulture, $"category-{i},2026-05-01T10:00:00Z,,{Importing.Quoted(text)},,\n")
                    .Append(CultureInfo.InvariantCulture, $"subject-{i},2026-05-01T10:00:00Z,,,,{Importing.Quoted(text)}\n");
            return rows.ToString();
        }

        /// <summary>Those that a name may be: one line without marks that reorder or hide.</summary>
        public static HashSet<string> Kept(string[] strings) => [.. strings.Where(text =>
            !text.Any(c => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF'))];
    }

    /// <summary>A fact that needs the list.</summary>
    private sealed class NaughtyFactAttribute : FactAttribute
    {
        public NaughtyFactAttribute() => Skip = Naughty.Missing;
    }

    /// <summary>A theory that needs the list.</summary>
    private sealed class NaughtyTheoryAttribute : TheoryAttribute
    {
        public NaughtyTheoryAttribute() => Skip = Naughty.Missing;
    }
}
