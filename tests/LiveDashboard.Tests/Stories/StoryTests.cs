using System.Net;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Statistics;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Stories;

public sealed class StoryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_story_is_published_only_with_a_public_place_that_proves_it(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        using var publisher = await site.Site.Staff.WithSession(await site.Site.Staff.Member("Pat", StaffRole.Publisher));
        var address = (await publisher.Submit("/staff/stories?handler=Add", FormBrowser.Fields(("TitleEn", "Walked")))).Location!;
        Task<FormAnswer> Save(string proof, string state = "published", int was = 1, string reason = "") => publisher.Submit(
            $"{address}?handler=Save", FormBrowser.Fields(
                ("TitleEn", "Walked"), ("BodyEn", "Twelve times."), ("Kind", "safety"), ("Day", "2026-06-09"), ("Proof", proof),
                ("State", state), ("Was", $"{was}"), ("Reason", reason)), address);
        foreach (var bad in new[] { "", "metric:none", "event:soon", "case:7K2M-9QXR", ":", "metric:" })
        {
            var refused = await Save(bad);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("without a public place", refused.Text, StringComparison.Ordinal);
        }
        Assert.Equal(address, (await Save($"metric:{site.Metric.Id}")).Location);
        Assert.Contains("Somebody else changed", (await Save($"metric:{site.Metric.Id}")).Text, StringComparison.Ordinal);
        using var visitor = site.App.Visitor();
        Assert.Contains("href=\"/en/stories/walked\"", await visitor.GetStringAsync("/en/stories"), StringComparison.Ordinal);
        Assert.Contains("/en/stories/walked", await visitor.GetStringAsync(
            $"/en/initiatives/{site.Site.Initiative.Slug}"), StringComparison.Ordinal);

        Assert.Contains("the reason is public", (await Save("", "withdrawn", 2)).Text, StringComparison.Ordinal);
        Assert.Contains("Choose one of the values", (await Save("", "draft", 2)).Text, StringComparison.Ordinal);
        Assert.Equal(address, (await Save("", "withdrawn", 2, "miscounted")).Location);
        using var gone = await visitor.GetAsync("/en/stories/walked");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("miscounted", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_itself_refuses_what_proves_nothing()
    {
        await using var site = await StorySite.Start();
        var draft = await site.Tell(new PlaceRef("", ""), Publishing.Draft);
        Assert.False(await site.App.Get<StoryStore>().Save(
            InitiativeSite.By, draft with { State = Publishing.Published }, default));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.Tell(new PlaceRef("", "")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_proves_a_story_is_shown_as_it_is_now(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        var board = site.App.Get<FigureBoards>();
        string? Shown() => board.Find(ThanksFigures.OwnBoard)?.Find(Language.English, site.Metric.Key)?.Text;
        Assert.Null(Shown()); // no story points to it
        var story = await site.Tell();
        Assert.StartsWith("7", Shown(), StringComparison.Ordinal);
        await site.Site.Enter(site.Metric, InitiativeSite.Of(4, 5));
        site.App.Get<LiveDashboard.Figures.FigureSignal>().InitiativesChanged();
        await Eventually.Holds(() => Task.FromResult(Shown()!.StartsWith("12", StringComparison.Ordinal)));
        using var visitor = site.App.Visitor();
        var page = await visitor.GetStringAsync($"/en{story.Path}");
        Assert.Contains($"data-key=\"{site.Metric.Key}\"", page, StringComparison.Ordinal);
        Assert.Contains("data-board=\"stories\"", page, StringComparison.Ordinal);

        var median = await site.Tell(new PlaceRef(PlaceKind.Figure, "median"), title: "Sooner");
        Assert.NotNull(board.Find(ThanksFigures.OwnBoard)!.Find(Language.French, "median"));
        Assert.Contains("data-key=\"median\"", await visitor.GetStringAsync($"/fr{median.Path}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_whose_proof_is_not_public_any_more_says_so()
    {
        await using var site = await StorySite.Start();
        var story = await site.Tell(new PlaceRef(PlaceKind.Initiative, site.Site.Initiative.Slug));
        var store = site.App.Get<InitiativeStore>();
        await store.Save(
            InitiativeSite.By, (await store.Find(site.Site.Initiative.Id, default))! with { State = InitiativeState.Draft }, default);
        using var visitor = site.App.Visitor();
        Assert.Contains("is not public any more", await visitor.GetStringAsync($"/en{story.Path}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_publish_reads_all_of_it_and_changes_nothing()
    {
        await using var site = await StorySite.Start();
        var story = await site.Tell();
        var guide = await site.Guide();
        using var officer = await site.Site.Staff.WithSession(await site.Site.Staff.Member("Olu", StaffRole.Officer));
        foreach (var page in new[] { "/staff/stories", "/staff/decisions", "/staff/guides", $"/staff/stories/{story.Id}", $"/staff/guides/{guide.Id}" })
        {
            var shown = await officer.Get(page);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.DoesNotContain("handler=", shown.Text, StringComparison.Ordinal);
        }
        foreach (var act in new[]
        {
            "/staff/stories?handler=Add", "/staff/decisions?handler=Add", "/staff/guides?handler=Add", $"/staff/stories/{story.Id}?handler=Save",
            $"/staff/stories/{story.Id}?handler=Preview", $"/staff/guides/{guide.Id}?handler=Save", "/staff/decisions/none?handler=Save",
        })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Submit(act, [], "/staff/account")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_guide_is_read_beside_the_statistic_and_the_initiative_that_it_belongs_to(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        await StatisticImportTests.Import(site.App, "kind,place,202503\n=Theft,North,40\nBurglary,North,50\n");
        var guide = await site.Guide(
            new PlaceRef(PlaceKind.Statistic, "crime/Burglary"), new PlaceRef(PlaceKind.Initiative, site.Site.Initiative.Slug));
        using var visitor = site.App.Visitor();
        var link = $"href=\"/en{guide.Path}\"";
        var whole = await visitor.GetStringAsync("/en/statistics/crime");
        Assert.Contains(link, whole, StringComparison.Ordinal);
        var positions = System.Text.RegularExpressions.Regex.Matches(whole, "<option value=\"(\\d+)\">([^<]+)</option>")
            .ToDictionary(match => WebUtility.HtmlDecode(match.Groups[2].Value), match => match.Groups[1].Value);
        Assert.Contains(link, await visitor.GetStringAsync($"/en/statistics/crime?category={positions["Burglary"]}"), StringComparison.Ordinal);
        Assert.DoesNotContain(link, await visitor.GetStringAsync($"/en/statistics/crime?category={positions["=Theft"]}"), StringComparison.Ordinal);
        Assert.Contains(link, await visitor.GetStringAsync($"/en/initiatives/{site.Site.Initiative.Slug}"), StringComparison.Ordinal);

        var page = await visitor.GetStringAsync($"/fr{guide.Path}");
        Assert.Contains("voici le texte anglais", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("<h2>Doors</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal); // the table's alignment
        Assert.Contains(link, await visitor.GetStringAsync("/en/guides"), StringComparison.Ordinal);
    }
}
