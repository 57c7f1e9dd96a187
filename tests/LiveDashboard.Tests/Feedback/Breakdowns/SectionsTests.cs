using AngleSharp;
using AngleSharp.Dom;
using Dapper;
using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Breakdowns;

/// <summary>The breakdowns alone, for open pages on which a row has come.</summary>
public sealed class SectionsTests
{
    [Theory, InlineData("en"), InlineData("fr")]
    public async Task They_are_those_of_the_page_without_the_page(string language)
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var page = await Read(visitor, $"/{language}");
        var alone = await Read(visitor, $"/{language}/breakdowns");
        Assert.Equal(["topics", "areas"], alone.QuerySelectorAll("body > section").Select(section => section.Id));
        Assert.Empty(alone.QuerySelectorAll("header.mast, footer, script, link"));
        foreach (var id in new[] { "topics", "areas" })
        {
            Assert.Equal(page.GetElementById(id)!.OuterHtml, alone.GetElementById(id)!.OuterHtml);
            Assert.Equal(alone.GetElementById(id)!.GetAttribute("data-rows"), alone.GetElementById(id)!.GetAttribute("data-wants"));
        }
    }

    [Fact]
    public async Task A_crowd_is_given_one_answer_without_the_database_and_the_next_second_a_new_one()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var before = await visitor.GetStringAsync("/en/breakdowns");
        await app.Get<WriteLane>().Write(
            turn => turn.Connection.ExecuteAsync("INSERT INTO category (id, name, added_at) VALUES ('kites', 'Kites', 0)"), CancellationToken.None);
        await app.Get<PublishBreakdowns>().Run(CancellationToken.None);
        await app.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => visitor.GetStringAsync($"/en/breakdowns?{i}")));
        Assert.InRange(answers.Distinct().Count(), 1, 2); // the second may have turned
        await Eventually.Holds(async () => (await visitor.GetStringAsync("/en/breakdowns")).Contains("Kites", StringComparison.Ordinal));
        Assert.DoesNotContain("Kites", before, StringComparison.Ordinal);

        using var answer = await visitor.GetAsync(new Uri("/en/breakdowns", UriKind.Relative));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    private static async Task<IDocument> Read(HttpClient visitor, string address)
    {
        var html = await visitor.GetStringAsync(address);
        return await BrowsingContext.New().OpenAsync(request => request.Content(html));
    }
}
