using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Guides;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Stories, decisions and guides: for people who read in other ways, on a phone, on paper, and while others say thanks.</summary>
[Collection(AtTheDesk.Name)]
public sealed class StoriesTests(Browsing browsing)
{
    [BrowserFact]
    public async Task They_have_no_barrier_and_fit_a_phone_in_both_languages()
    {
        await using var site = await LiveSite.Start(cases: 200);
        var (story, decision, guide) = await Tell(site);
        foreach (var (language, scheme, width) in new[] { ("en", ColorScheme.Light, 360), ("fr", ColorScheme.Dark, 1280) })
        {
            await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = width, Height = 800 },
            });
            foreach (var page in new[] { "", "/stories", story.Path, "/decisions", decision.Path, "/guides", guide.Path })
            {
                await visitor.Open($"/{language}{page}", live: false);
                await visitor.IsSoundAs($"stories-{language}-{width}{page.Replace('/', '-')}");
            }
        }
    }

    [BrowserFact]
    public async Task Thanks_are_said_once_taken_back_and_told_on_a_page_that_is_open()
    {
        await using var site = await LiveSite.Start(cases: 200);
        var (story, _, _) = await Tell(site);
        for (var i = 0; i < 4; i++) await site.Get<ThanksStore>().Give(story.Id, $"voice {i}", CancellationToken.None);
        await using var open = await browsing.Visitor(site.Address);
        await open.Open($"/en{story.Path}");
        var said = open.Page.Locator($"[data-key={ThanksFigures.Key(story.Id)}]");
        Assert.Equal("Fewer than 5 thanks so far", await said.InnerTextAsync());
        Assert.NotEqual("", await open.Page.Locator("[data-key=median]").InnerTextAsync()); // what proves it, as it is now

        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await visitor.Page.GotoAsync($"{site.Address}en{story.Path}");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Thank you" }).ClickAsync();
        await visitor.Page.GetByText("You have said thanks.").WaitForAsync();
        await open.Page.WaitForFunctionAsync(
            "key => document.querySelector(`[data-key=${key}]`).textContent === '5 thanks'", ThanksFigures.Key(story.Id));
        await visitor.Page.ReloadAsync();
        Assert.Equal(0, await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Thank you" }).CountAsync());
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Thank you" }).WaitForAsync();
        await open.Page.WaitForFunctionAsync(
            "key => document.querySelector(`[data-key=${key}]`).textContent.startsWith('Fewer')", ThanksFigures.Key(story.Id));
    }

    [BrowserFact]
    public async Task A_guide_on_paper_is_the_guide_and_where_it_came_from()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var (_, _, guide) = await Tell(site);
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open($"/en{guide.Path}", live: false);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var shown in new[] { "h1", ".prose", ".prose table", "main .printed" })
            Assert.True(await visitor.Page.Locator(shown).First.IsVisibleAsync(), shown);
        foreach (var hidden in new[] { ".mast nav", ".dock", ".backl" })
            Assert.False(await visitor.Page.Locator(hidden).First.IsVisibleAsync(), hidden);
        Assert.Contains(guide.Path, await visitor.Page.Locator("main .printed").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Staff_write_a_story_look_at_it_and_publish_it_with_the_keyboard()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await using var visitor = await desk.SignedIn("Ada", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 2000 },
        });
        var page = visitor.Page;
        foreach (var list in new[] { "guides", "decisions", "stories" })
        {
            await page.GotoAsync($"/staff/{list}");
            await page.FillAsync("#TitleEn", "Walked home");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync($"**/staff/{list}/*");
            await visitor.IsSoundAs($"staff-{list}");
        }
        await page.FillAsync("#BodyEn", "Twelve **times**.");
        await page.SelectOptionAsync("#Proof", "figure:median");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).PressAsync("Enter");
        await page.Locator(".preview strong", new() { HasText = "times" }).WaitForAsync();
        await visitor.IsSoundAs("staff-preview");
        await page.SelectOptionAsync("#State", Publishing.Published);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "public page" }).ClickAsync();
        await page.Locator("h1", new() { HasText = "Walked home" }).WaitForAsync();
    }

    private static async Task<(Story Story, Decision Decision, Guide Guide)> Tell(LiveSite site)
    {
        var today = site.Get<StationTime>().Today;
        var title = new Both("Answered sooner", "Réponses plus rapides");
        var body = new Both(
            "# Doors\n\n- lock *them*\n\n| what | whom |\n|---|---|\n| a lamp | [the office](https://example.org/a-very-long-address) |",
            "# Portes\n\n- fermez-**les**");
        var story = await site.Get<StoryStore>().Add(Actor.Console, new Story
        {
            Kind = "service",
            Day = today,
            Proof = new PlaceRef(PlaceKind.Figure, "median"),
            State = Publishing.Published,
            Title = title,
            Body = body,
        }, CancellationToken.None);
        var decision = new Decision
        {
            State = Publishing.Published,
            Office = "The works office",
            Day = today,
            NextDay = today.AddDays(30),
            Title = title,
            What = body,
            Why = body,
            Words = body,
            Next = body,
            Sources = [new PlaceRef(PlaceKind.Figure, "kept")],
        };
        var added = await site.Get<DecisionStore>().Add(Actor.Console, decision, CancellationToken.None);
        await site.Get<DecisionStore>().Save(
            Actor.Console, added with { Stage = Stage.Done, Reason = "Done sooner" }, CancellationToken.None);
        var guide = await site.Get<GuideStore>().Add(Actor.Console, new Guide
        {
            State = Publishing.Published,
            Checked = today,
            Title = title,
            About = title,
            Body = body,
            Places = [new PlaceRef(PlaceKind.Figure, "median")],
        }, CancellationToken.None);
        site.Get<StoryNews>().Changed();
        await site.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        return (story, added, guide);
    }
}
