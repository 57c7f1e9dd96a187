using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The staff desk in a real browser.</summary>
[Collection(AtTheDesk.Name)]
public sealed class DeskTests(Browsing browsing)
{
    [BrowserTheory, InlineData(360, "en"), InlineData(1280, "en"), InlineData(1280, "fr")]
    public async Task A_case_is_answered_with_the_keyboard_alone_and_every_page_is_free_of_barriers(int width, string language)
    {
        await using var desk = await StaffDesk.Start(browsing);
        await desk.Receive("The ramp by the swimming pool has no light at all");
        await desk.Receive("Deliveries at half past four in the morning");
        await using var visitor = await desk.SignedIn("Ada", Options(width, language));
        var page = visitor.Page;
        await Check(visitor, language);
        await Tab(page, "a.item");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#answer").WaitForAsync();
        await Tab(page, "#body");
        await page.Keyboard.TypeAsync("Two lamps stand there from tonight.");
        Assert.Equal("Two lamps stand there from tonight.", await page.Locator("[data-preview]").TextContentAsync());
        await Check(visitor, language);
        await Tab(page, "#answer button.btn:not(.line)");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".work > .say.ok").WaitForAsync();
        Assert.Contains("Two lamps stand there from tonight.", await page.Locator(".log").InnerTextAsync(), StringComparison.Ordinal);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        await Check(visitor, language);
        foreach (var path in new[] { "/staff/desk/new", "/staff/desk/templates", "/staff/desk?view=answered" })
        {
            await page.GotoAsync(path);
            await Check(visitor, language);
        }
        Assert.Empty(visitor.Complaints);
    }

    [BrowserFact]
    public async Task Another_officer_sees_who_writes_and_a_new_case_comes_without_a_reload()
    {
        await using var desk = await StaffDesk.Start(browsing);
        var id = await desk.Receive("The lamp is out");
        await using var ada = await desk.SignedIn("Ada", Options(1280, "en"));
        await using var bob = await desk.SignedIn("Bob", Options(1280, "en"));
        await ada.Page.GotoAsync($"/staff/desk/{id}");
        await bob.Page.GotoAsync($"/staff/desk/{id}");
        Assert.Contains("Held by Ada", await bob.Page.Locator("#held").InnerTextAsync(), StringComparison.Ordinal);
        await bob.Page.FillAsync("#body", "Half a thought");
        await ada.Page.Locator("#body").PressSequentiallyAsync("It will");
        await bob.Page.Locator(".writing").WaitForAsync();
        Assert.Contains("Ada is writing", await bob.Page.Locator("#held").InnerTextAsync(), StringComparison.Ordinal);

        await desk.Receive("The door does not close");
        await bob.Page.Locator(".items .say1", new() { HasTextString = "The door does not close" }).WaitForAsync();
        Assert.Equal("Half a thought", await bob.Page.InputValueAsync("#body"));
        Assert.Equal("body", await bob.Page.EvaluateAsync<string>("document.activeElement.id"));

        await ada.Page.FillAsync("#body", "It will be repaired.");
        await ada.Page.ClickAsync("#answer button.btn:not(.line)");
        await ada.Page.Locator(".work > .say.ok").WaitForAsync();
        await bob.Page.Locator("[data-news]:not([hidden])").WaitForAsync();
        Assert.Equal("Half a thought", await bob.Page.InputValueAsync("#body"));
    }

    [BrowserFact]
    public async Task Without_a_connection_nothing_can_be_sent_and_the_words_stay_on_the_device()
    {
        await using var desk = await StaffDesk.Start(browsing);
        var id = await desk.Receive("The lamp is out");
        await using var ada = await desk.SignedIn("Ada", Options(1280, "en"));
        var page = ada.Page;
        await page.GotoAsync($"/staff/desk/{id}");
        await ada.Context.SetOfflineAsync(true);
        await page.Locator("[data-unsent]:not([hidden])").WaitForAsync();
        await page.Locator("[data-state=not]:not([hidden])").WaitForAsync();
        await page.Locator("#body").PressSequentiallyAsync("Words in a tunnel");
        Assert.True(await page.Locator("#answer button.btn").First.IsDisabledAsync());
        await ada.Context.SetOfflineAsync(false);
        await page.Locator("#answer button.btn:not([disabled])").First.WaitForAsync();
        await page.ReloadAsync();
        Assert.Equal("Words in a tunnel", await page.InputValueAsync("#body"));
    }

    [BrowserFact]
    public async Task Single_keys_go_through_the_queue_only_for_who_wants_them_and_never_in_a_field()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await desk.Receive("One");
        await desk.Receive("Two");
        await using var ada = await desk.SignedIn("Ada", Options(1280, "en"));
        var page = ada.Page;
        Task<string> Focused() => page.EvaluateAsync<string>(
            "document.activeElement.matches('a.item') ? document.activeElement.querySelector('.say1').textContent : document.activeElement.tagName");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("BODY", await Focused());
        await page.CheckAsync("[data-keys]");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("One", await Focused());
        await page.Keyboard.PressAsync("j");
        Assert.Equal("Two", await Focused());
        await page.Keyboard.PressAsync("k");
        Assert.Equal("One", await Focused());
        await page.FocusAsync("#find");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("j", await page.InputValueAsync("#find"));
    }

    private static BrowserNewContextOptions Options(int width, string language) => new()
    {
        Locale = language,
        ColorScheme = language == "fr" ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = width, Height = 800 },
    };

    /// <summary>Goes on with the Tab key until this has the focus.</summary>
    private static async Task Tab(IPage page, string selector)
    {
        for (var tries = 0; tries < 80; tries++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"{selector} cannot be reached with the Tab key");
    }

    private static async Task Check(Visitor visitor, string language)
    {
        var page = visitor.Page;
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Empty(await page.BarriersOn());
        Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
    }
}
