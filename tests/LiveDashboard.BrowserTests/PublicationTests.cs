using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>From what a resident wrote to what the public reads, by keyboard, and read without script.</summary>
[Collection(AtTheDesk.Name)]
public sealed class PublicationTests(Browsing browsing)
{
    private const string Original = "The lamp at Mr Quastenflosser's door, 12 Mill Lane, is out since Monday. Call 020 7946 0958.";
    private const string Redacted = "The lamp at a neighbour's door is out since Monday.";

    [BrowserFact]
    public async Task A_redacted_case_is_approved_by_keyboard_and_read_in_both_languages_without_script()
    {
        var site = await LiveSite.Start(cases: 0);
        await using var desk = new StaffDesk(site, browsing);
        var reference = await Closed(site, TimeSpan.FromDays(5), Original);
        await using (var moderator = await desk.SignedIn("Mo", new BrowserNewContextOptions { Locale = "en" }))
        {
            var page = moderator.Page;
            await Check(moderator, "/staff/moderation");
            await Press(page, $"a[href$='{reference}']");
            await page.Locator("#said").WaitForAsync();
            await Check(moderator, null);
            await Type(page, "#title", "A dark door");
            await Type(page, "#said", Redacted);
            await page.FocusAsync("#edit-reason");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.FocusAsync("input[name=web][value='']");
            await page.Keyboard.PressAsync("ArrowDown");
            await Press(page, ".verdict [type=submit]");
            await page.WaitForURLAsync("**/staff/moderation?batch=*");
            Assert.Contains("1 case decided.", await page.Locator(".came").InnerTextAsync(), StringComparison.Ordinal);

            // Taken back by keyboard, and decided again: nothing was shown in between.
            await Press(page, ".came button");
            await page.GetByText("Taken back: waiting again.").WaitForAsync();
            await page.GotoAsync($"/staff/moderation/case?reference={reference}");
            await page.FocusAsync("input[name=web][value='']");
            await page.Keyboard.PressAsync("ArrowDown");
            await Press(page, ".verdict [type=submit]");
            await page.WaitForURLAsync("**/staff/moderation?batch=*");
            await Check(moderator, "/staff/moderation/words");
            Assert.Empty(moderator.Complaints);
        }
        // The half minute in which it can be taken back is over.
        await site.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(
            turn.Connection, "UPDATE publication_surface SET shown_from = shown_from - 60000 WHERE state = 'approved'"));

        foreach (var (width, language) in new[] { (360, "en"), (360, "fr"), (1280, "en"), (1280, "fr") })
            await Read(desk.Address, width, language, reference);
    }

    private async Task Read(Uri address, int width, string language, string reference)
    {
        var options = new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            ColorScheme = width == 360 ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        };
        await using (var reader = await browsing.Visitor(address, options))
        {
            var page = reader.Page;
            await page.GotoAsync($"/{language}");
            await page.ClickAsync("#said header a");
            await page.ClickAsync(".said a");
            Assert.EndsWith($"/{language}/cases/{reference}", page.Url, StringComparison.Ordinal);
            var read = await page.Locator("main").InnerTextAsync();
            Assert.Contains(Redacted, read, StringComparison.Ordinal);
            Assert.Contains(language == "en" ? "it named a person" : "il nommait une personne", read, StringComparison.Ordinal);
            Assert.DoesNotContain("Quastenflosser", await page.ContentAsync(), StringComparison.Ordinal);
        }
        options = new BrowserNewContextOptions(options) { JavaScriptEnabled = true };
        await using var visitor = await browsing.Visitor(address, options);
        foreach (var path in new[] { "", "/cases", $"/cases/{reference}", "/moderation" })
            await Check(visitor, $"/{language}{path}");
        Assert.Empty(visitor.Complaints);
    }

    /// <param name="path">Null: the page as it stands.</param>
    private static async Task Check(Visitor visitor, string? path)
    {
        if (path is not null) await visitor.Page.GotoAsync(path);
        Assert.Empty(await visitor.Page.BarriersOn(worst: true));
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.querySelector('main').scrollWidth <= innerWidth"),
            $"{visitor.Page.Url} scrolls sideways");
    }

    private static async Task Press(IPage page, string what)
    {
        await page.FocusAsync(what);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task Type(IPage page, string where, string text)
    {
        await page.FocusAsync(where);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A case of so long ago that was answered a day later and closed; its reference.</summary>
    private static async Task<string> Closed(LiveSite site, TimeSpan ago, string text)
    {
        var received = DateTimeOffset.UtcNow - ago;
        var id = CaseId.New();
        var message = new NewMessage(
            CaseKind.Concern, CaseQueues.Desk, CaseChannel.Web, "en", "", "", text, "", Sender.Nobody, "", MayShow: true);
        return await site.Get<WriteLane>().Write(async turn =>
        {
            await site.Get<MessageStore>().Add(turn, id, null, message, received);
            var words = site.Get<CaseWords>();
            await words.Add(turn, id, EventKind.Replied, received.AddDays(1), new Words(Author.Staff, "m", "It burns again."));
            await words.Add(turn, id, EventKind.Resolved, received.AddDays(1), new Words(Author.Staff, "m", "", "done"));
            return await CaseWords.Reference(turn.Connection, id);
        });
    }
}
