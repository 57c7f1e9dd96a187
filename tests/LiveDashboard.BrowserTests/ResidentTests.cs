using Dapper;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>A resident sends a message, follows it, and hears back.</summary>
[Collection(OnItsOwn.Name)]
public sealed class ResidentTests(Browsing browsing)
{
    [BrowserTheory, InlineData(360, "en"), InlineData(1280, "fr")]
    public async Task By_keyboard_alone_a_message_is_sent_answered_live_and_rated(int width, string language)
    {
        await using var site = await LiveSite.Start(cases: 40);
        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = language == "fr" ? ColorScheme.Dark : ColorScheme.Light,
        });
        var (page, text) = (visitor.Page, Language.Find(language)!);
        await page.GotoAsync($"/{language}/send");
        await Check(visitor);
        await Focus(page, "[value=concern]");
        await page.Keyboard.PressAsync("Space");
        await Continue(page, "#text");
        await Check(visitor);
        await page.Keyboard.TypeAsync("The lamp is out. Call 020 7946 0018");
        await Continue(page, "#place");
        await Check(visitor);
        await Continue(page, "#contact");
        await Check(visitor);
        await Continue(page, ".given");
        Assert.True(await page.Locator(".warn").IsVisibleAsync());
        await Check(visitor);
        await Continue(page, ".stub");
        await Check(visitor);
        await Focus(page, ".stack .row a.btn");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".casehead").WaitForAsync();
        Assert.EndsWith($"/{language}/case", page.Url, StringComparison.Ordinal); // the codes are gone from the address
        await Check(visitor);

        await Focus(page, "#body");
        await page.Keyboard.TypeAsync("half a sent");
        var before = await page.EvaluateAsync<double>("document.querySelector('#body').getBoundingClientRect().top");
        await Answer(site, "We repaired both lamps.");
        await page.Locator("[data-show-news]").WaitForAsync();
        Assert.Equal("body", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.DoesNotContain("We repaired", await page.Locator("[data-part=timeline]").InnerTextAsync(), StringComparison.Ordinal);
        if (width > 960)
            Assert.Equal(before, await page.EvaluateAsync<double>("document.querySelector('#body').getBoundingClientRect().top"), 1.0);
        await Focus(page, "[data-show-news]");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("We repaired both lamps.").WaitForAsync();
        Assert.Equal("half a sent", await page.InputValueAsync("#body"));
        Assert.Contains(text["case.answered.after"], await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);

        await Focus(page, "[value=yes]");
        await page.Keyboard.PressAsync("ArrowRight"); // to the next of the group
        await Focus(page, "form[action*=Rate] button");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText(text["case.thanks.rated"]).WaitForAsync();
        await Check(visitor);
        Assert.Empty(visitor.Complaints);
        Assert.Equal("partly", await Scalar<string>(site, "SELECT code FROM case_text WHERE code <> ''"));
    }

    [BrowserFact]
    public async Task Offline_nothing_is_lost_and_a_double_click_later_makes_one_case()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var visitor = await browsing.Visitor(site.Address);
        var page = visitor.Page;
        await Fill(page, "The lamp is out");
        await visitor.Context.SetOfflineAsync(true);
        await page.ClickAsync("#send .btn");
        await page.Locator("[data-offline]:not([hidden])").WaitForAsync();
        await visitor.Context.SetOfflineAsync(false);
        Assert.Equal(0, await Scalar<long>(site, "SELECT COUNT(*) FROM feedback_case"));

        await page.GotoAsync("/en/send"); // as after closing the page
        await page.ClickAsync("[data-draft-open]");
        await page.Locator(".given").WaitForAsync();
        Assert.Contains("The lamp is out", await page.Locator(".given").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#send .btn").DblClickAsync();
        await page.Locator(".stub").WaitForAsync();
        Assert.Equal(1, await Scalar<long>(site, "SELECT COUNT(*) FROM feedback_case"));
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('draft')"));
    }

    [BrowserFact]
    public async Task An_answer_that_is_lost_on_its_way_does_not_make_a_second_case()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var visitor = await browsing.Visitor(site.Address);
        var page = visitor.Page;
        await Fill(page, "The lamp is out");
        await page.RouteAsync("**/send", async route =>
        {
            await route.FetchAsync(); // the server has it; the browser never hears
            await route.AbortAsync();
        });
        await page.ClickAsync("#send .btn");
        await page.Locator("[data-offline]:not([hidden])").WaitForAsync();
        await page.UnrouteAsync("**/send");
        await page.ClickAsync("#send .btn");
        await page.Locator(".stub").WaitForAsync();
        Assert.Equal(1, await Scalar<long>(site, "SELECT COUNT(*) FROM feedback_case"));
    }

    [BrowserFact]
    public async Task A_shared_screen_keeps_nothing()
    {
        var site = await browsing.Empty;
        await using var visitor = await browsing.Visitor(site.Address);
        await Fill(visitor.Page, "The lamp is out");
        Assert.NotNull(await visitor.Page.EvaluateAsync<string?>("localStorage.getItem('draft')"));
        await visitor.Page.ClickAsync("[data-no-draft]");
        Assert.Null(await visitor.Page.EvaluateAsync<string?>("localStorage.getItem('draft')"));
    }

    [BrowserFact]
    public async Task Without_script_a_message_is_sent_followed_and_rated()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = visitor.Page;
        await Fill(page, "The lamp is out");
        await page.ClickAsync("#send .btn");
        var codes = await page.Locator(".stub dd").AllInnerTextsAsync();
        await page.GotoAsync("/en/case");
        await page.FillAsync("#reference", codes[0].ToLowerInvariant());
        await page.FillAsync("#code", codes[1].Replace("-", " ", StringComparison.Ordinal));
        await page.ClickAsync("#open .btn");
        await page.Locator("[data-part=timeline]").WaitForAsync(); // what is being opened cannot be loaded again
        await Answer(site, "It is lit again.");
        await page.ReloadAsync();
        Assert.Contains("It is lit again.", await page.Locator("[data-part=timeline]").InnerTextAsync(), StringComparison.Ordinal);
        await page.CheckAsync("[value=yes]", new() { Force = true });
        await page.ClickAsync("form[action*=Rate] button");
        Assert.Equal("yes", await Scalar<string>(site, "SELECT code FROM case_text WHERE code <> ''"));
    }

    [BrowserFact]
    public async Task The_way_out_leaves_at_once_and_is_no_step_back()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var visitor = await browsing.Visitor(site.Address);
        var page = visitor.Page;
        await page.Context.RouteAsync("https://www.wikipedia.org/", route => route.FulfillAsync(new() { Body = "elsewhere" }));
        await page.GotoAsync("/en/send");
        foreach (var _ in Enumerable.Range(0, 3)) await page.Keyboard.PressAsync("Shift");
        await page.WaitForURLAsync("https://www.wikipedia.org/");
        await page.GoBackAsync();
        Assert.DoesNotContain("/send", page.Url, StringComparison.Ordinal);
    }

    private static async Task Fill(IPage page, string message)
    {
        await page.GotoAsync("/en/send");
        await page.CheckAsync("[value=concern]");
        await page.ClickAsync("#send .btn");
        await page.FillAsync("#text", message);
        foreach (var next in new[] { "#place", "#contact", ".given" })
        {
            await page.ClickAsync("#send .btn");
            await page.Locator(next).WaitForAsync();
        }
    }

    /// <summary>Goes there by Tab, as far as it takes.</summary>
    private static async Task Focus(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await page.Locator(selector).First.EvaluateAsync<bool>("part => part === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{selector} cannot be reached with the keyboard");
    }

    private static async Task Continue(IPage page, string next)
    {
        await Focus(page, "#send .btn[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(next).WaitForAsync();
        if (next is "#text") await Focus(page, next);
    }

    private static async Task Check(Visitor visitor)
    {
        Assert.Empty(await visitor.Page.BarriersOn(worst: true));
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"),
            $"{await visitor.Page.Locator("h1").First.InnerTextAsync()} scrolls sideways");
    }

    private static async Task Answer(LiveSite site, string text)
    {
        var id = await Scalar<string>(site, "SELECT case_id FROM case_detail");
        await site.Get<WriteLane>().Write(turn => site.Get<CaseWords>().Add(
            turn, id!, EventKind.Replied, DateTimeOffset.UtcNow, new Words(Author.Staff, "", text)));
    }

    private static async Task<T?> Scalar<T>(LiveSite site, string sql)
    {
        await using var db = await site.Get<Database>().Read(CancellationToken.None);
        return await db.ExecuteScalarAsync<T>(sql);
    }
}
