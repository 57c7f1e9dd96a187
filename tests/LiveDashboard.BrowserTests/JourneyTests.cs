using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The whole way: a resident writes, staff answer, the resident hears, rates, and the public reads.</summary>
[Collection(OnItsOwn.Name)]
public sealed class JourneyTests(Browsing browsing)
{
    [BrowserTheory, InlineData(360, "en"), InlineData(1280, "fr")]
    public async Task From_a_message_to_the_public_page(int width, string language)
    {
        var site = await LiveSite.Start(cases: 0);
        await using var desk = new StaffDesk(site, browsing);
        var options = new BrowserNewContextOptions
        {
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        };
        await using var resident = await browsing.Visitor(desk.Address, new BrowserNewContextOptions(options));
        await using var staff = await desk.SignedIn("Ada", new BrowserNewContextOptions(options));
        var (mine, theirs, text) = (resident.Page, staff.Page, Language.Find(language)!);

        await mine.GotoAsync($"/{language}/send");
        await mine.CheckAsync("[value=concern]");
        await mine.ClickAsync("#send .btn");
        await mine.FillAsync("#text", "The lamp on the ramp is out");
        foreach (var next in new[] { "#place", "#contact", ".given" })
        {
            await mine.ClickAsync("#send .btn");
            await mine.Locator(next).WaitForAsync();
        }
        await mine.CheckAsync("[name=mayShow]");
        await mine.ClickAsync("#send .btn");
        var reference = await mine.Locator(".stub dd").First.InnerTextAsync();
        await mine.ClickAsync(".stack .row a.btn");
        await mine.Locator(".casehead").WaitForAsync();

        // The queue shows it without a reload.
        await theirs.Locator("a.item", new() { HasTextString = "The lamp on the ramp is out" }).ClickAsync();
        await theirs.FillAsync("#body", "It burns again since noon.");
        await theirs.ClickAsync("#answer button.btn:not(.line)");
        await theirs.Locator(".work > .say.ok").WaitForAsync();

        // That it was read may come before the answer: each is offered, and shown at the reader's wish.
        var answer = mine.GetByText("It burns again since noon.");
        do await mine.Locator("[data-show-news]:not([hidden])").ClickAsync();
        while (!await answer.IsVisibleAsync());
        await mine.CheckAsync("[value=yes]", new() { Force = true });
        await mine.ClickAsync("form[action*=Rate] button");
        await mine.GetByText(text["case.thanks.rated"]).WaitForAsync();

        await theirs.ReloadAsync();
        await theirs.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        await theirs.SelectOptionAsync("form[action*=Close] select", "done");
        await theirs.FillAsync("#close-body", "Both lamps were replaced.");
        await theirs.ClickAsync("form[action*=Close] .btn");
        await theirs.Locator(".work > .say.ok").WaitForAsync();

        await theirs.GotoAsync($"/staff/moderation/case?reference={reference}");
        await theirs.CheckAsync("input[name=web][value=approved]");
        await theirs.ClickAsync(".verdict [type=submit]");
        await theirs.WaitForURLAsync("**/staff/moderation?batch=*");
        var page = await mine.GotoAsync($"/{language}/cases/{reference}");
        Assert.Equal(404, page!.Status); // nothing is shown within a day of receipt
        await site.Get<WriteLane>().Write(async turn =>
        {
            foreach (var sql in new[]
            {
                "UPDATE case_event SET at = at - 90000000", "UPDATE case_clock SET received_at = received_at - 90000000",
                "UPDATE publication_surface SET shown_from = shown_from - 90000000",
            })
                await Dapper.SqlMapper.ExecuteAsync(turn.Connection, sql);
        });
        await mine.GotoAsync($"/{language}/cases/{reference}");
        Assert.Contains("The lamp on the ramp is out", await mine.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await mine.GotoAsync($"/{language}");
        Assert.Contains("The lamp on the ramp is out", await mine.Locator("#said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(staff.Complaints);
        Assert.DoesNotContain(resident.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task No_markup_that_anybody_wrote_runs_or_breaks_a_rule_of_the_page()
    {
        var site = await LiveSite.Start(cases: 0);
        await using var desk = new StaffDesk(site, browsing);
        var cases = new List<(string Id, string Link)>();
        foreach (var chunk in Markup.All.Chunk(20))
        {
            var code = CaseCode.OfForm(CaseCode.NewForm())!;
            var sent = await site.Get<MessageStore>().Send(code, new NewMessage(
                CaseKind.Concern, CaseQueues.Desk, CaseChannel.Web, "en", "", "", string.Join('\n', chunk), chunk[0],
                new Sender(chunk[^1], chunk[0], false, false), ""), CancellationToken.None);
            foreach (var kind in new[] { EventKind.Noted, EventKind.Replied, EventKind.Wrote })
                await site.Get<WriteLane>().Write(turn => site.Get<CaseWords>().Add(
                    turn, sent.CaseId, kind, DateTimeOffset.UtcNow, new Words(Author.Staff, "", string.Join('\n', chunk))));
            cases.Add((sent.CaseId, $"/en/case#{sent.Reference}.{code}"));
        }
        await using var staff = await desk.SignedIn("Ada", new BrowserNewContextOptions { Locale = "en" });
        var dialogs = 0;
        staff.Page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
        await staff.Page.GotoAsync("/staff/desk?view=answered");
        foreach (var (id, _) in cases)
        {
            await staff.Page.GotoAsync($"/staff/desk/{id}");
            await staff.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        }
        await using var resident = await browsing.Visitor(desk.Address);
        resident.Page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
        foreach (var (_, link) in cases)
        {
            await resident.Page.GotoAsync("/en/about"); // away from the last one, so that the next link is another page
            await resident.Page.GotoAsync(link);
            await resident.Page.Locator(".casehead").WaitForAsync();
            Assert.True(await resident.Page.Locator("blockquote").CountAsync() >= 2);
        }
        Assert.Equal(0, dialogs);
        Assert.Empty(staff.Complaints);
        Assert.Empty(resident.Complaints);
    }
}
