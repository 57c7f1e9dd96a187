using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace LiveDashboard.Tests.Hostile;

/// <summary>
/// Every form of every page is found, filled in with hostile texts and sent, and every page, feed and file is read
/// again: what was written is text wherever it stands. A page or a field that is added comes in by itself.
/// </summary>
public sealed class EveryFieldTests
{
    private const int Rounds = 4;

    // Nobody is shown a password's field, and a search is for what is there.
    private static readonly string[] NotVisited =
        ["/Staff/SignIn/SignOut", "/Staff/SignIn/SignIn", "/Staff/SignIn/Confirm", "/Staff/Accounts/Welcome",
         "/Web/Refusals/Refused", "/Staff/Home", "/Feedback/Publication/Appeals/Appeal", "/Feedback/Publication/Queue/Decide", "/Feedback/Sections",
         "/Subscriptions/Pages/Letters"];

    // They take something certain, or keep it in other words; what is refused is not shown again.
    private static readonly string[] NotWords = ["reference", "hours", "days", "word", "unit"];

    private readonly HostileWords _words = new();
    private int _round;
    private readonly HashSet<string> _read = []; // texts of pages, each once

    [Fact]
    public async Task Whatever_is_written_into_whatever_field_is_text_on_every_page_feed_and_file()
    {
        await using var site = await HostileSite.Start();
        for (var round = _round = 0; round < Rounds; _round = ++round)
        {
            if (round > 0)
                await site.Round(_words.For("a case and a forum", 1500, lines: true).ReplaceLineEndings(" "));
            foreach (var browser in new[] { site.Staff, site.Resident })
                browser.Headers["Accept-Language"] = round % 2 == 0 ? "en" : "fr";
            await Send(site.Resident, round % 2 == 0 ? "/en/send" : "/fr/send");
            foreach (var (_, addresses) in Pages(site))
                foreach (var address in addresses)
                    await Fill(site, address);
            await site.ShowPolls(() => Read(site, "/Forums/"));
            await Read(site, "/Feedback/Desk/", "/Feedback/Follow/");
        }
        await ReadAll(site);
        var all = string.Join('\u0001', _read);
        var unseen = _words.Written
            .Where(field => !NotWords.Contains(field.Key.Split(' ')[^1]))
            .Where(field => !field.Value.Any(text => all.Contains(Normal(text), StringComparison.Ordinal)))
            .Select(field => field.Key).ToArray();
        Assert.True(
            unseen.Length == 0, $"{_words.Written.Count} fields; never seen as written:\n{string.Join('\n', unseen)}");
    }

    [Fact]
    public async Task Every_page_that_there_is_is_read()
    {
        await using var site = await HostileSite.Start();
        var there = site.App.Get<EndpointDataSource>().Endpoints
            .Select(one => one.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath)
            .OfType<string>().Distinct();
        Assert.Equal(
            there.Except(NotVisited).Order(StringComparer.Ordinal), Pages(site).Keys.Order(StringComparer.Ordinal));
        Assert.True(Markup.All.Count >= 300);
    }

    private static SortedDictionary<string, string[]> Pages(HostileSite site) => new(StringComparer.Ordinal)
    {
        ["/Feedback/Home"] = ["/en", "/fr"],
        ["/Feedback/Method"] = ["/en/method"],
        ["/Web/About"] = ["/en/about"],
        ["/Feedback/Send/Send"] = ["/en/send"],
        ["/Feedback/Follow/Case"] = ["/en/case", "/fr/case"],
        ["/Feedback/Pulse/Pulse"] = ["/en/pulse"],
        ["/Feedback/Publication/Reading/Cases"] = ["/en/cases"],
        ["/Feedback/Publication/Reading/PublicCase"] =
            [$"/en/cases/{site.Cases.Shown}", $"/fr/cases/{site.Cases.Queued}"],
        ["/Feedback/Publication/Policy/Policy"] = ["/en/moderation"],
        ["/Feedback/Desk/Entry/New"] = ["/staff/desk/new"],
        ["/Feedback/Desk/Templates/Templates"] = ["/staff/desk/templates"],
        ["/Feedback/Desk/Work/Case"] = [$"/staff/desk/{site.Cases.Waits}", $"/staff/desk/{site.Cases.Answered}"],
        ["/Feedback/Desk/Queue/Desk"] =
            ["/staff/desk", "/staff/desk?view=answered", "/staff/desk?view=withheld", "/staff/desk?view=mine"],
        ["/Feedback/Publication/Queue/Moderation"] = ["/staff/moderation"],
        ["/Feedback/Publication/Queue/Propose"] = [$"/staff/moderation/propose?id={site.Cases.Answered}"],
        ["/Feedback/Publication/Review/Review"] =
            [$"/staff/moderation/case?reference={site.Cases.Queued}",
             $"/staff/moderation/case?reference={site.Cases.Shown}"],
        ["/Feedback/Publication/WordLists/Words"] = ["/staff/moderation/words"],
        ["/Feedback/Administration/Lists"] = ["/staff/lists", "/staff/lists"], // what the first adds, the second renames
        ["/Feedback/Administration/Targets"] = ["/staff/targets"],
        ["/Feedback/Administration/Keeping"] = ["/staff/keeping"],
        ["/Staff/Accounts/People"] = ["/staff/people"],
        ["/Staff/Accounts/Account"] = ["/staff/account"],
        ["/Staff/Audit/Audit"] = ["/staff/audit"],
        ["/Staff/Operations/Operations"] = ["/staff/operations"],
        ["/Lobby/Screen/Board"] = ["/board", "/board?lang=en,fr&panels=<script>"],
        ["/Lobby/Screen/Screen"] = ["/screen"],
        ["/Lobby/Steering/Screens"] = ["/staff/screens"],
        ["/Lobby/Playlists/Arrange"] = [$"/staff/screens/{site.Screen}"],
        ["/Forums/Hosting/Forums"] = ["/staff/forums"],
        ["/Forums/Hosting/Console"] = [$"/staff/forums/{site.Forum}"],
        ["/Forums/Questions/Questions"] = [$"/staff/forums/{site.Forum}/questions"],
        ["/Forums/Promises/Promises"] = [$"/staff/forums/{site.Forum}/promises"],
        ["/Forums/Texts/Texts"] = [$"/staff/forums/{site.Forum}/texts"],
        ["/Forums/Recounts/Ballots"] = [$"/en/forums/ballots/{site.Poll}/1"],
        ["/Forums/Report/HostReport"] = [$"/staff/forums/{site.Forum}/report"],
        ["/Forums/Report/PublicReport"] = [$"/en/forums/{site.Slug}"],
        ["/Initiatives/Editing/Initiatives"] = ["/staff/initiatives"],
        ["/Initiatives/Editing/Edit"] = [$"/staff/initiatives/{site.Initiative.Id}"],
        ["/Initiatives/Editing/Readings"] = [$"/staff/initiatives/{site.Initiative.Id}/readings/{site.Metric}"],
        ["/Initiatives/Pages/Initiatives"] = ["/en/initiatives", "/fr/initiatives"],
        ["/Initiatives/Pages/Initiative"] = [$"/en/initiatives/{site.Initiative.Slug}"],
        ["/Events/Editing/Events"] = ["/staff/events", $"/staff/events?copy={site.Event.Id}"],
        ["/Events/Editing/Edit"] = [$"/staff/events/{site.Event.Id}", $"/staff/events/{site.Held.Id}"],
        ["/Events/Editing/List"] = [$"/staff/events/{site.Event.Id}/list"],
        ["/Events/Pages/Events"] = ["/en/events", "/fr/events"],
        ["/Events/Pages/Event"] = [$"/en/events/{site.Event.Slug}", $"/fr/events/{site.Held.Slug}"],
        ["/Events/SignUps/Mine"] = ["/en/events/mine"],
        ["/Statistics/Editing/Statistics"] = ["/staff/statistics"],
        ["/Statistics/Editing/Notes"] = ["/staff/statistics/crime"],
        ["/Statistics/Pages/Statistics"] = ["/en/statistics"],
        ["/Statistics/Pages/Statistic"] = ["/en/statistics/crime", "/fr/statistics/crime"],
        ["/Stories/Achievements/Editing/Stories"] = ["/staff/stories"],
        ["/Stories/Achievements/Editing/Edit"] = [$"/staff/stories/{site.Told.Story.Id}"],
        ["/Stories/Achievements/Pages/Stories"] = ["/en/stories", "/fr/stories"],
        ["/Stories/Achievements/Pages/Story"] = [$"/en{site.Told.Story.Path}", $"/fr{site.Told.Story.Path}"],
        ["/Stories/Decisions/Editing/Decisions"] = ["/staff/decisions"],
        ["/Stories/Decisions/Editing/Edit"] = [$"/staff/decisions/{site.Told.Decision.Id}"],
        ["/Stories/Decisions/Pages/Decisions"] = ["/en/decisions", "/fr/decisions"],
        ["/Stories/Decisions/Pages/Decision"] = [$"/en{site.Told.Decision.Path}", $"/fr{site.Told.Decision.Path}"],
        ["/Stories/Guides/Editing/Guides"] = ["/staff/guides"],
        ["/Stories/Guides/Editing/Edit"] = [$"/staff/guides/{site.Told.Guide.Id}"],
        ["/Stories/Guides/Pages/Guides"] = ["/en/guides", "/fr/guides"],
        ["/Stories/Guides/Pages/Guide"] = [$"/en{site.Told.Guide.Path}", $"/fr{site.Told.Guide.Path}"],
        ["/OpenData/Data"] = ["/en/data", "/fr/data"],
        ["/Subscriptions/Pages/News"] = ["/en/news", "/fr/news"],
        ["/Forums/Promises/Record/PromiseRecord"] = ["/en/promises", "/fr/promises"],
        ["/Forums/Taking/Join"] = ["/join"],
        ["/Forums/Taking/Room"] = [$"/f/{site.Code}", $"/f/{site.Code}?tab=ask", $"/f/{site.Code}?tab=vote"],
        ["/Forums/Projector/Projector"] = [$"/f/{site.Code}/projector"],
        ["/Forums/Projector/Text"] = [$"/f/{site.Code}/text"],
    };

    /// <summary>Goes through the form of five pages.</summary>
    private async Task Send(FormBrowser browser, string address)
    {
        var page = Harmless.Page(address, (await browser.Get(address)).Text);
        for (var step = 0; step < 5 && page.QuerySelector("form#send") is IHtmlFormElement form; step++)
        {
            var answer = await browser.Post(address, PageForms.Fill("/send", form, _words, Known(null), 0));
            page = Harmless.Page(address, answer.Text);
            Keep(page);
        }
    }

    /// <summary>Sends every form of a page that takes words, each from the page as it is then.</summary>
    private async Task Fill(HostileSite site, string address)
    {
        var browser = Reader(site, address);
        var page = await Page(browser, address);
        var forms = page is null ? 0 : PageForms.With(page).Count();
        for (var i = 0; i < forms; i++)
        {
            if (i > 0) page = await Page(browser, address);
            if (page is null || PageForms.With(page).ElementAtOrDefault(i) is not { } form) return;
            var to = PageForms.Action(form) is { Length: > 0 } action ? action : address;
            var filled = PageForms.Fill(PageForms.Name(address, form), form, _words, Known(site), _round);
            var answer = await browser.Post(to, filled);
            Assert.True((int)answer.Status < 500, $"{to}: {answer.Status}");
            if (answer.Location is { } there && there.Split('?')[0] != address.Split('?')[0])
                await Page(browser, there);
            if (answer.Message.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var after = Harmless.Page(to, answer.Text);
                Keep(after);
                if (answer.Status == HttpStatusCode.OK) // such as a receipt, which leads to what was made
                    foreach (var link in after.QuerySelectorAll("main a[href^='/staff/desk/']").Take(2))
                        await Page(browser, link.GetAttribute("href")!);
            }
        }
    }

    private static Dictionary<string, string> Known(HostileSite? site) => new()
    {
        ["hours"] = "48",
        ["days"] = "400",
        ["reference"] = site?.Cases.Queued ?? "",
        ["Target"] = "12",
        ["Month"] = "2025-03",
        ["Grace"] = "14",
        ["Period"] = "2026-05",
        ["Value"] = "12",
        ["Proof"] = site is null ? "" : $"metric:{site.Metric}",
        ["State"] = "published",
    };

    private async Task ReadAll(HostileSite site)
    {
        await Read(site, "/");
        foreach (var address in new[]
        {
            "/data/home.csv", "/data/initiatives.csv", "/data/statistics/crime.csv", "/data/lists/initiatives.csv",
            "/data/lists/promises.csv", "/data/lists/stories.csv", "/data/lists/decisions.csv", "/data/lists/readings.csv",
            "/data/lists/events.csv", $"/staff/events/{site.Event.Id}/list?handler=Csv", "/data/lists/metrics.csv",
            "/data/corrections.csv", "/staff/audit?handler=Csv", "/staff/moderation?handler=Csv",
            $"/staff/forums/{site.Forum}/report?handler=Csv",
            $"/en/forums/{site.Slug}?handler=Csv",
        })
            if (await site.Staff.Get(address) is { Status: HttpStatusCode.OK } file) Harmless.Csv(address, file.Text);
        foreach (var feed in new[]
        {
            "/en/cases.atom", "/en/events.atom", "/en/stories.atom", "/fr/decisions.atom", "/en/news.atom", "/fr/news.atom?topic=initiatives",
        })
            Harmless.Xml(feed, (await site.Resident.Get(feed)).Text);
        foreach (var address in new[]
        {
            "/fr/cases.json", "/fr/events.json", "/fr/stories.json", "/en/decisions.json", "/fr/news.json", "/data/home.json",
            "/api/v1/boards/home?lang=fr", "/en/case?handler=Export",
            "/openapi/v1.json",
        })
            Harmless.Json((await site.Resident.Get(address)).Text);
    }

    private static FormBrowser Reader(HostileSite site, string address) =>
        address.StartsWith("/staff", StringComparison.Ordinal) ? site.Staff : site.Resident;

    /// <summary>Reads the pages that lie under one of these folders.</summary>
    private async Task Read(HostileSite site, params string[] folders)
    {
        foreach (var (page, addresses) in Pages(site))
            if (folders.Any(folder => page.StartsWith(folder, StringComparison.Ordinal)))
                foreach (var address in addresses) await Page(Reader(site, address), address);
    }

    private async Task<IHtmlDocument?> Page(FormBrowser browser, string address)
    {
        var answer = await browser.Get(address);
        Assert.True((int)answer.Status < 500, $"{address}: {answer.Status}");
        if (answer.Message.Content.Headers.ContentType?.MediaType != "text/html") return null;
        var page = Harmless.Page(address, answer.Text);
        Keep(page);
        return page;
    }

    private void Keep(IHtmlDocument page)
    {
        foreach (var element in page.All)
        {
            if (element is IHtmlInputElement { Type: not "hidden" } input) Keep(input.Value);
            else if (element is IHtmlTextAreaElement area) Keep(area.Value);
            else if (element.Children.Length == 0) Keep(element.TextContent);
            else foreach (var text in element.ChildNodes.OfType<IText>()) Keep(text.Data);
        }
    }

    private void Keep(string text)
    {
        if (text.Contains("Zq", StringComparison.Ordinal)) _read.Add(Normal(text));
    }

    private static string Normal(string text) =>
        string.Join(' ', PlainText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
