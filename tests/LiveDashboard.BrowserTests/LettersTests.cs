using Dapper;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Own;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Letters about one's own: asked for and ended on the page of a case, and on a waiting list.</summary>
[Collection(OnItsOwn.Name)]
public sealed class LettersTests(Browsing browsing)
{
    // No mail server is there: what is to be sent waits, and nothing else notices.
    private static readonly string[] Mail =
    [
        "--Mail:Host", "127.0.0.1", "--Mail:Port", "1", "--Mail:From", "news@northgate.example",
        "--Mail:Site", "https://northgate.example",
    ];

    [BrowserTheory, InlineData(360, "en", true), InlineData(1280, "fr", true), InlineData(360, "fr", false)]
    public async Task A_resident_asks_for_letters_of_a_case_and_ends_them(int width, string language, bool script)
    {
        await using var site = await LiveSite.Start(cases: 0, null, Mail);
        await using var visitor = await Arrive(site, width, language, script);
        var (page, text) = (visitor.Page, Language.Find(language)!);
        var code = CaseCode.OfForm(CaseCode.NewForm())!;
        var receipt = await site.Get<MessageStore>().Send(code, Message(language), default);
        await page.GotoAsync($"/{language}/case");
        await page.FillAsync("#reference", receipt.Reference);
        await page.FillAsync("#code", code.ToString());
        await page.ClickAsync("#open .btn");
        await page.FillAsync("#letters-to", "sam@northgate");
        if (script) await visitor.IsSoundAs($"letters-offered-{language}-{width}");
        await page.ClickAsync("#letters .btn");
        await page.Locator(".problem").WaitForAsync();
        if (script) await visitor.IsSoundAs($"letters-wrong-{language}-{width}");
        Assert.Equal("sam@northgate", await page.InputValueAsync("#letters-to"));
        await page.FillAsync("#letters-to", "sam@northgate.example");
        await page.PressAsync("#letters-to", "Enter");
        await page.GetByText("s…@n….example").WaitForAsync();
        await page.Locator("#letters").ScrollIntoViewIfNeededAsync();
        if (script) await visitor.IsSoundAs($"letters-asked-{language}-{width}");
        var stop = await site.Get<WriteLane>().Write(turn => turn.Connection.ExecuteScalarAsync<string>(
            "UPDATE subscription SET confirmed_at = 1 RETURNING stop_token"));
        await page.GotoAsync($"/{language}/letters/{stop}");
        await page.GetByText(text["letters.own.case"]).WaitForAsync();
        if (script) await visitor.IsSoundAs($"letters-stop-{language}-{width}");
        await page.GotoAsync($"/{language}/case");
        await page.GetByText(text["case.letters.on"]).WaitForAsync();
        await page.ClickAsync("#letters button");
        await page.GetByText(text["case.thanks.ended"]).WaitForAsync();
        if (script) await visitor.IsSoundAs($"letters-ended-{language}-{width}");
        Assert.Null(await site.Get<OwnLetters>().Read(new Matter("case", receipt.CaseId), default));
    }

    [BrowserTheory, InlineData(360, "fr"), InlineData(1280, "en")]
    public async Task Who_waits_for_a_place_can_ask_to_be_told(int width, string language)
    {
        await using var site = await LiveSite.Start(cases: 0, null, Mail);
        var starts = DateTimeOffset.UtcNow.AddDays(9).ToUnixTimeMilliseconds();
        var walk = await site.Get<EventLedger>().Add(new Actor("m", "Mo"), [new CommunityEvent
        {
            NameEn = "Night walk", Place = "The church square", Host = "The community team", StartsAt = starts,
            EndsAt = starts + 7_200_000, ClosesAt = starts, SignUp = 1, Capacity = 1, State = EventState.Published,
        }], default);
        await site.Get<SignUpStore>().Add(
            walk.Id, SignUpCode.OfForm(FormCode.NewForm())!, new NewSignUp(1, "Kim", ""), Language.English, default);
        await site.Get<FigureBeat>().MeasureAll(default);
        await using var visitor = await Arrive(site, width, language, script: true);
        var (page, text) = (visitor.Page, Language.Find(language)!);
        await page.GotoAsync($"/{language}{walk.Path}");
        await page.FillAsync("#name", "Sam");
        await page.FillAsync("#mail", "sam@northgate");
        await page.ClickAsync("#sign-up .btn");
        await page.Locator(".problem").WaitForAsync();
        await page.Locator("#mail").ScrollIntoViewIfNeededAsync();
        await visitor.IsSoundAs($"place-wrong-{language}-{width}");
        await page.FillAsync("#mail", "sam@northgate.example");
        await page.ClickAsync("#sign-up .btn");
        await page.GetByText(text["events.mail.asked"]).WaitForAsync();
        await visitor.IsSoundAs($"place-asked-{language}-{width}");
    }

    [BrowserTheory, InlineData(360, "fr"), InlineData(1280, "en")]
    public async Task What_was_closed_stands_beside_what_was_said_of_it(int width, string language)
    {
        await using var site = await LiveSite.Start(cases: 40);
        for (var i = 0; i < 60; i++)
        {
            var code = CaseCode.OfForm(CaseCode.NewForm())!;
            var id = (await site.Get<MessageStore>().Send(code, Message(language), default)).CaseId;
            foreach (var kind in new[] { EventKind.Replied, EventKind.Resolved })
                await site.Get<WriteLane>().Write(turn => site.Get<CaseWords>().Add(
                    turn, id, kind, DateTimeOffset.UtcNow, new Words(Author.Staff, "m", "", "")));
            if (i % 2 == 0) await site.Get<RatingStore>().Rate(id, i % 6 == 0 ? "no" : "yes", default);
        }
        await site.Get<FigureBeat>().MeasureAll(default);
        await using var visitor = await Arrive(site, width, language, script: true);
        var page = visitor.Page;
        await visitor.Open($"/{language}");
        Assert.Matches("\\d", await visitor.Read("helped-closed"));
        await page.Locator("#pulse tbody tr:last-child").ScrollIntoViewIfNeededAsync();
        await visitor.IsSoundAs($"home-closed-{language}-{width}");
    }

    private static NewMessage Message(string language) => new(
        CaseKind.Concern, CaseQueues.Desk, CaseChannel.Web, language, "", "", "The lamp is out", "", Sender.Nobody, "");

    private Task<Visitor> Arrive(LiveSite site, int width, string language, bool script) =>
        browsing.Visitor(site.Address, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = language == "fr" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
        });
}
