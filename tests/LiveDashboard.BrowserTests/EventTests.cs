using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Events;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Events: a resident signs up on a phone, by keyboard, and another sees the places go; staff on theirs.</summary>
[Collection(OnItsOwn.Name)]
public sealed class EventTests(Browsing browsing)
{
    [BrowserTheory, InlineData(360, "en", true), InlineData(1280, "fr", true), InlineData(360, "fr", false)]
    public async Task A_resident_signs_up_changes_and_leaves(int width, string language, bool script)
    {
        await using var site = await LiveSite.Start(cases: 0);
        var walk = await Add(site.Get<EventLedger>(), "Night walk", capacity: 3, days: 9);
        await Add(site.Get<EventLedger>(), "Long ago", capacity: 0, days: -40);
        await site.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = language == "fr" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
        });
        var (page, text) = (visitor.Page, Language.Find(language)!);
        await page.GotoAsync($"/{language}/events");
        if (script) await visitor.IsSoundAs($"events-{language}-{width}");
        await page.ClickAsync(".dates h3 a");
        await page.Locator("#name").WaitForAsync();
        if (script) await visitor.IsSoundAs($"event-{language}-{width}");
        await page.ClickAsync("#sign-up .btn"); // without a name
        await page.Locator(".problem").WaitForAsync();
        if (script) await visitor.IsSoundAs($"event-wrong-{language}-{width}");
        await page.FocusAsync("#name");
        await page.Keyboard.TypeAsync("Sam");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("2");
        await page.FocusAsync("#sign-up .btn");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".stub").WaitForAsync();
        Assert.Contains(text["events.signed.place"], await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        if (script) await visitor.IsSoundAs($"event-signed-{language}-{width}");
        var code = await page.Locator(".stub dd").InnerTextAsync();

        if (script) await page.ClickAsync("a[href*='/events/mine#']");
        else
        {
            await page.GotoAsync($"/{language}/events/mine");
            await page.FillAsync("#code", code.ToLowerInvariant());
            await page.ClickAsync("#open .btn");
        }
        await page.Locator("form[action*=Change]").WaitForAsync();
        Assert.DoesNotContain(code, page.Url, StringComparison.Ordinal); // the code is in no address
        if (script) await visitor.IsSoundAs($"event-mine-{language}-{width}");
        await page.SelectOptionAsync("#people", "3");
        await page.ClickAsync("form[action*=Change] .btn");
        await page.Locator(".done").WaitForAsync();
        Assert.Equal(3, (await site.Get<SignUpStore>().Places(walk.Id, CancellationToken.None)).Taken);
        await page.ClickAsync("form[action*=Leave] .btn");
        await page.GetByText(text["events.mine.left"]).WaitForAsync();
        Assert.Equal(0, (await site.Get<SignUpStore>().Places(walk.Id, CancellationToken.None)).Taken);
        if (script) Assert.DoesNotContain(visitor.Complaints, line => !line.Contains("422", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Places_go_on_the_page_that_is_open()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var walk = await Add(site.Get<EventLedger>(), "Night walk", capacity: 2, days: 9);
        await site.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open($"/en/events/{walk.Slug}");
        Assert.Equal("2 places left", await visitor.Page.Locator(".left b").InnerTextAsync());
        await visitor.Page.FillAsync("#name", "half a na");
        await Come(site.Get<SignUpStore>(), walk, 2);
        site.Get<FigureSignal>().EventsChanged();
        await visitor.Page.GetByText("Full. The waiting list is open").WaitForAsync();
        Assert.Equal("half a na", await visitor.Page.InputValueAsync("#name"));
    }

    [BrowserTheory, InlineData(360), InlineData(1280)]
    public async Task Staff_see_who_comes_and_enter_how_many_came(int width)
    {
        await using var desk = await StaffDesk.Start(browsing);
        var walk = await Add(desk.Get<EventLedger>(), "Night walk", capacity: 3, days: 9);
        var held = await Add(desk.Get<EventLedger>(), "Last week’s walk", capacity: 0, days: -7);
        await Come(desk.Get<SignUpStore>(), walk, 2);
        await Come(desk.Get<SignUpStore>(), walk, 2);
        await using var visitor = await desk.SignedIn("Ada", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = width == 360 ? ColorScheme.Light : ColorScheme.Dark,
        });
        var page = visitor.Page;
        foreach (var (address, name) in new[]
        {
            ("/staff/events", "all"), ($"/staff/events/{walk.Id}", "one"), ($"/staff/events/{walk.Id}/list", "list"), ($"/staff/events/{held.Id}", "held"),
        })
        {
            await page.GotoAsync(address);
            await visitor.IsSoundAs($"staff-events-{name}-{width}");
        }
        await page.FillAsync("#attended", "17");
        await page.ClickAsync("form[action*=Attend] .btn");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Contains("17 people came", await page.Locator("#attendance").InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("#attended", "18");
        await page.FillAsync("#why", "One came late");
        await page.ClickAsync("form[action*=Attend] .btn");
        await page.GetByText("18 people came").First.WaitForAsync();
        Assert.Equal(AttendanceAnswer.Unchanged, await desk.Get<AttendanceLedger>().Enter(Actor.Console, held.Id, 18, "", 2, CancellationToken.None));
    }

    private static Task<CommunityEvent> Add(EventLedger ledger, string name, long capacity, int days)
    {
        var starts = DateTimeOffset.UtcNow.AddDays(days).ToUnixTimeMilliseconds();
        return ledger.Add(Actor.Console, [new CommunityEvent
        {
            NameEn = name,
            AboutEn = "Walk together after dark, and write down what is out of order.",
            Place = "The church square",
            Host = "The community team",
            StartsAt = starts,
            EndsAt = starts + 7_200_000,
            ClosesAt = starts,
            SignUp = 1,
            Capacity = capacity,
            State = EventState.Published,
        }], CancellationToken.None);
    }

    private static Task Come(SignUpStore signUps, CommunityEvent to, long people) => signUps.Add(
        to.Id, SignUpCode.OfForm(FormCode.NewForm())!, new NewSignUp(people, "Sam", "sam@example.org"), Language.English, CancellationToken.None);
}
