using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Web;

namespace LiveDashboard.BrowserTests;

/// <summary>The demonstration's records run out under an open page.</summary>
[Collection(OnItsOwn.Name)]
public sealed class DemoEndTests(Browsing browsing)
{
    [BrowserFact]
    public async Task An_open_page_says_that_the_records_have_run_out()
    {
        var clock = new DemoClock(speed: 60);
        var now = TimeProvider.System.GetUtcNow();
        var end = now.AddMinutes(5);
        clock.Set(now, end);
        await using var site = await LiveSite.Start(cases: 300, services => services.AddDemonstration(clock));
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open("/en");
        var notice = visitor.Page.Locator(".demo");
        Assert.Contains(Language.English["demo.hour"], await notice.InnerTextAsync(), StringComparison.Ordinal);

        clock.Run();
        await visitor.Until("() => document.querySelector('[data-key=demo-pace]').dataset.state === 'closed'");
        Assert.Contains(Language.English["demo.ended"], await notice.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Language.English["demo.hour"], await notice.InnerTextAsync(), StringComparison.Ordinal);

        var london = TimeZoneInfo.ConvertTime(end, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        await visitor.Until($"() => document.querySelector('[data-when=live] [data-clock]').textContent === '{Language.English.Clock(london)}'");
        await using var late = await browsing.Visitor(site.Address);
        await late.Open("/fr/method", live: false);
        Assert.Contains(Language.French["demo.ended"], await late.Page.Locator(".demo").InnerTextAsync(), StringComparison.Ordinal);
    }
}
