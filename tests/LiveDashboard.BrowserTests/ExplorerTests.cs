using System.Globalization;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>
/// A statistic's interactive chart: read by pointer, finger and keys, it says what the table and the file say.
/// </summary>
[Collection(OnItsOwn.Name)]
public sealed class ExplorerTests(Browsing browsing)
{
    private const string Page = "/statistics/crime?span=all";

    [BrowserFact]
    public async Task What_is_read_month_by_month_is_what_the_table_and_the_file_say()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 30, areas: 3, few: true);
        using var http = new HttpClient { BaseAddress = site.Address };
        var file = (await http.GetStringAsync("/data/statistics/crime.csv")).ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Split(',')).Where(row => row.Length == 8).ToLookup(row => row[2]);
        foreach (var language in Language.All)
        {
            await using var visitor = await Explorer(site, language.Code);
            await visitor.Page.ClickAsync("button[value=all]");
            await visitor.Page.Locator(".chart").FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Home");
            var table = await visitor.Page.EvaluateAsync<string[][]>(
                """
                [...document.querySelectorAll(".series tbody tr")].reverse()
                  .map(row => [...row.cells].map(cell => cell.textContent))
                """);
            var few = 0;
            for (var month = 0; month < 30; month++)
            {
                var read = await Reading(visitor);
                // The table has the year before first, and then the twelve months.
                Assert.Equal<IEnumerable<string>>(table[month], [read.Month, read.Own[0], read.Own[2], read.Own[1]]);
                Assert.Equal(Of(file[""], month, language), read.Own[0]);
                foreach (var area in new[] { 0, 1, 2 })
                    Assert.Equal(Of(file[$"Area {area}"], month, language), read.Areas[area]);
                few += read.Areas.Count(said => said == language["statistics.cell.few"]);
                await visitor.Page.Keyboard.PressAsync("ArrowRight");
            }
            Assert.InRange(few, 12, 18); // six months, and each time an area beside it, or it could be worked out
            Assert.Empty(visitor.Complaints);
        }
    }

    [BrowserFact]
    public async Task Keys_read_and_come_closer_and_a_month_on_which_they_rest_is_spoken_once()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 60, areas: 3);
        await using var visitor = await Explorer(site, "en");
        var (page, chart) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Slider));
        await chart.FocusAsync();
        Assert.Equal("December 2014", await chart.GetAttributeAsync("aria-valuetext"));
        foreach (var key in new[] { "Home", "PageUp", "ArrowRight", "ArrowRight", "ArrowRight" })
            await page.Keyboard.PressAsync(key);
        Assert.Equal("April 2011", await chart.GetAttributeAsync("aria-valuetext"));
        await visitor.Until("() => document.querySelector('.explorer [aria-live]').textContent");
        var spoken = await page.Locator(".explorer [aria-live]").TextContentAsync();
        Assert.Matches(
            @"^April 2011\. offences [\d,]+\. Twelve months .*[\d,]+\. A year before [\d,]+\. Counted anew from here$", spoken);
        Assert.Equal(1, await page.Locator(".events > li.at").CountAsync());

        await page.Keyboard.PressAsync("+");
        var closer = await Period(visitor);
        Assert.NotEqual("January 2010 to December 2014", closer);
        await page.Keyboard.PressAsync("End"); // what is read is never out of sight
        Assert.EndsWith("December 2014", await Period(visitor), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("0");
        Assert.Equal("January 2010 to December 2014", await Period(visitor));

        await page.Keyboard.PressAsync("Tab"); // the buttons do the same, as does who cannot drag
        await page.Locator("button[value=closer]").PressAsync("Enter");
        Assert.NotEqual("January 2010 to December 2014", await Period(visitor));
        await page.Locator("button[value=earlier]").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole period" }).PressAsync("Enter");
        Assert.Equal("January 2010 to December 2014", await Period(visitor));
        await page.Locator("button[value=areas]").PressAsync("Enter");
        await page.GetByLabel("Area 1").PressAsync("Space");
        Assert.False(await page.GetByLabel("Offences").IsCheckedAsync()); // a sum would press its part flat
        await page.GetByLabel("Area 1").PressAsync("Space");
        Assert.True(await page.GetByLabel("Offences").IsCheckedAsync());
        Assert.Empty(await page.BarriersOn(worst: true));
    }

    [BrowserFact]
    public async Task A_pointer_reads_and_chooses_a_part_and_two_fingers_come_closer()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 60, areas: 3);
        await using var visitor = await Explorer(site, "en", new() { HasTouch = true });
        var (mouse, box) = (visitor.Page.Mouse, await Plot(visitor));
        await mouse.MoveAsync(box.At(0.51 / 60), box.Y + 20);
        Assert.Equal("January 2010", (await Reading(visitor)).Month);
        await mouse.MoveAsync(box.At(12.5 / 60), box.Y + 20);
        await mouse.DownAsync();
        await mouse.MoveAsync(box.At(35.5 / 60), box.Y + 60, new() { Steps = 3 });
        Assert.True(await visitor.Page.Locator(".u-select").EvaluateAsync<bool>("band => band.offsetWidth > 100"));
        await mouse.UpAsync();
        Assert.Equal("January 2011 to December 2012", await Period(visitor));
        await visitor.Page.ClickAsync("button[value=whole]");

        var fingers = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        box = await Plot(visitor);
        Dictionary<string, object> Finger(double place, int id) =>
            new() { ["x"] = box.At(place), ["y"] = box.Y + 80, ["id"] = id };
        Task Touch(string what, params double[] places) => fingers.SendAsync(
            "Input.dispatchTouchEvent",
            new Dictionary<string, object> { ["type"] = what, ["touchPoints"] = places.Select(Finger).ToArray() });
        await Touch("touchStart", 30.5 / 60);
        Assert.Equal("July 2012", (await Reading(visitor)).Month);
        await Touch("touchEnd");
        await Touch("touchStart", .4);
        await Touch("touchStart", .4, .6);
        await Touch("touchMove", .3, .7);
        await Touch("touchMove", .2, .8);
        await Touch("touchEnd");
        Assert.Equal("September 2011 to April 2013", await Period(visitor)); // three times as near, about the middle
        Assert.Empty(visitor.Complaints);
    }

    [BrowserFact]
    public async Task A_hundred_and_eighty_eight_months_of_thirty_four_areas_stay_quick_to_read_and_come_closer_to()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 188, areas: 34);
        await using var visitor = await Explorer(site, "en");
        await visitor.Page.ClickAsync("button[value=all]");
        Assert.Equal(34, await visitor.Page.Locator("#explorer-areas li.on").CountAsync());
        var frames = await visitor.Page.EvaluateAsync<double[]>(
            """
            () => new Promise(done => {
              const over = document.querySelector(".u-over")
              const { left, top, width } = over.getBoundingClientRect()
              const point = (type, x) => over.dispatchEvent(
                new PointerEvent(type, { clientX: left + x, clientY: top + 90, pointerType: "mouse", pointerId: 1 }))
              const gaps = []
              let last
              const step = now => {
                if (last) gaps.push(now - last)
                last = now
                point("pointermove", width * (gaps.length * 37 % 100) / 100)
                document.querySelector(`button[value=${gaps.length % 12 < 6 ? "closer" : "wider"}]`).click()
                gaps.length < 60 ? requestAnimationFrame(step) : done(gaps)
              }
              requestAnimationFrame(step)
            })
            """);
        var median = frames.Order().ElementAt(frames.Length / 2);
        Assert.True(median <= 50, $"half of the frames took {median} ms or more");
    }

    [BrowserFact]
    public async Task Without_script_in_print_and_where_the_lines_do_not_come_the_servers_picture_is_there()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 30, areas: 3);
        await using var still = await browsing.Visitor(
            site.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await still.Open($"/en{Page}", live: false);
        Assert.True(await still.Page.Locator(".series > .plot").IsVisibleAsync());
        Assert.False(await still.Page.Locator(".explorer").IsVisibleAsync());
        await still.Page.Locator(".series summary").ClickAsync();
        Assert.Equal(30, await still.Page.Locator(".series tbody tr").CountAsync());

        await using var printed = await Explorer(site, "en");
        await printed.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await printed.Page.Locator(".series > .plot").IsVisibleAsync());
        Assert.False(await printed.Page.Locator(".explorer").IsVisibleAsync());

        foreach (var lacking in new[] { "**/lines.json*", "**/lib/uplot/*.js" })
        {
            await using var cut = await browsing.Visitor(site.Address);
            await cut.Page.RouteAsync(lacking, route => route.AbortAsync());
            await cut.Open($"/en{Page}", live: false);
            await cut.Page.Locator(".series.plain").WaitForAsync();
            Assert.True(await cut.Page.Locator(".series > .plot").IsVisibleAsync());
            Assert.False(await cut.Page.Locator(".explorer").IsVisibleAsync());
        }
    }

    [BrowserFact]
    public async Task It_takes_the_pages_colours_and_runs_to_the_right_in_every_script()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await CrimeSeries.Import(site, months: 30, areas: 3);
        await using var visitor = await Explorer(
            site, "en", new() { ViewportSize = new() { Width = 360, Height = 800 } });
        async Task<string> Picture() => Convert.ToBase64String(await visitor.Page.Locator(".chart").ScreenshotAsync());
        var light = await Picture();
        await visitor.Page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'");
        await visitor.Page.WaitForTimeoutAsync(100);
        Assert.NotEqual(light, await Picture());
        Assert.Empty(await visitor.Page.BarriersOn(worst: true));
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        Assert.Empty(await visitor.Page.BarriersOn(worst: true));
        await visitor.Page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        var box = await Plot(visitor);
        await visitor.Page.Mouse.MoveAsync(box.At(.01f), box.Y + 20);
        Assert.Equal("January 2010", (await Reading(visitor)).Month);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    private async Task<Visitor> Explorer(LiveSite site, string language, BrowserNewContextOptions? options = null)
    {
        var visitor = await browsing.Visitor(site.Address, options);
        await visitor.Open($"/{language}{Page}", live: false);
        await visitor.Page.Locator(".explored").WaitForAsync();
        return visitor;
    }

    private sealed record Box(float X, float Y, float Width)
    {
        public float At(double share) => X + (float)(Width * share);
    }

    private static async Task<Box> Plot(Visitor visitor)
    {
        await visitor.Page.Locator(".chart").EvaluateAsync("chart => chart.scrollIntoView({ block: 'center' })");
        var box = (await visitor.Page.Locator(".u-over").BoundingBoxAsync())!;
        return new Box(box.X, box.Y, box.Width);
    }

    private static async Task<string> Period(Visitor visitor) =>
        (await visitor.Page.Locator(".period").TextContentAsync())!.Trim();

    private static async Task<(string Month, string[] Own, string[] Areas)> Reading(Visitor visitor)
    {
        var said = await visitor.Page.EvaluateAsync<string[][]>(
            """
            [[document.querySelector(".month").textContent],
             ...[...document.querySelectorAll(".explorer .lines")].map(
               list => [...list.querySelectorAll("b")].map(said => said.textContent))]
            """);
        return (said[0][0], said[1], said[2]);
    }

    private static string Of(IEnumerable<string[]> rows, int month, Language language)
    {
        var row = rows.Single(row => row[3] == $"{2010 + month / 12}-{month % 12 + 1:00}");
        return row[6] == "ok" ? language.Count(long.Parse(row[4], CultureInfo.InvariantCulture))
            : language["statistics.cell.few"];
    }
}
