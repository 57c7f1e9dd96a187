using System.Text.RegularExpressions;
using LiveDashboard.BrowserTests.Helpers;

namespace LiveDashboard.BrowserTests;

/// <summary>What pages must not do, and what they must say of themselves.</summary>
[Collection(InABrowser.Name)]
public sealed partial class QuietPagesTests(Browsing browsing)
{
    private static readonly string[] Pages = ["", "/method", "/about", "/no-such-page"];

    [BrowserFact]
    public async Task No_page_asks_elsewhere_logs_an_error_or_breaks_its_policy()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        foreach (var page in Everywhere())
        {
            var answer = await visitor.Open(page, live: page.Length == 3);
            Assert.Equal(page.EndsWith("no-such-page", StringComparison.Ordinal) ? 404 : 200, answer.Status);
            await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.Load);
        }
        // The browser itself notes the status of the page that is not there.
        Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("404 (Not Found)", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Every_page_has_a_title_of_its_own_and_names_its_other_language()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        var titles = new List<string>();
        foreach (var page in Everywhere())
        {
            await visitor.Open(page, live: false);
            titles.Add(await visitor.Page.TitleAsync());
            var alternates = await visitor.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('link[rel=alternate][hreflang]')].map(link => `${link.hreflang} ${link.href}`)");
            var rest = page.Length > 3 ? page[3..] : "";
            Assert.Equal([$"en {site.Address}en{rest}", $"fr {site.Address}fr{rest}"], alternates);
        }
        // The home page's is the station's name alone, in every language.
        Assert.Equal(titles.Count - 1, titles.Distinct().Count());
    }

    [BrowserTheory, InlineData("en"), InlineData("fr")]
    public async Task Every_chart_is_silent_and_has_its_numbers_in_words_and_in_a_table(string language)
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open($"/{language}");
        Assert.Equal(0, await visitor.Page.Locator("main svg:not([aria-hidden=true]):not([aria-hidden=true] svg)").CountAsync());
        // A chart's words: its caption, or the caption of the table beside it.
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main figure')].filter(figure =>
              !figure.querySelector('figcaption')?.innerText.trim() && !figure.parentElement.querySelector('table caption'))
              .map(figure => figure.outerHTML.slice(0, 300))
            """));

        var figures = await visitor.Figures();
        var days = Enumerable.Range(1, 30).Select(day => Number(figures[$"trend-day-{day}-n"])).ToArray();
        Assert.InRange(days.Sum(day => day ?? 0), 1, Number(figures["n"])!.Value);
        Assert.All(Enumerable.Range(1, 30), day => Assert.NotEqual("", figures[$"trend-day-{day}-median"]));
        var bands = Enumerable.Range(1, 4).Select(band => Number(figures.GetValueOrDefault($"band-{band}", ""))).ToArray();
        if (bands.All(band => band is not null)) Assert.Equal(Number(figures["waiting"]), bands.Sum());

        var paths = await visitor.Page.GetAttributeAsync("[data-key=trend-line]", "d");
        var drawn = Points().Count(paths!);
        Assert.InRange(drawn, 1, 30);
    }

    private static IEnumerable<string> Everywhere() => from language in new[] { "en", "fr" } from page in Pages select $"/{language}{page}";

    /// <summary>The first number in a text; null where words stand in its place.</summary>
    private static int? Number(string text) =>
        LeadingNumber().Match(text) is { Success: true } match
            ? int.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\d[\d,]*")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"[ML]")]
    private static partial Regex Points();
}
