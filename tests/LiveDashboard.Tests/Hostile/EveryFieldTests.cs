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
            foreach (var (_, addresses) in EveryAddress.Pages(site))
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
            there.Except(EveryAddress.NotVisited).Order(StringComparer.Ordinal), EveryAddress.Pages(site).Keys.Order(StringComparer.Ordinal));
        Assert.True(Markup.All.Count >= 300);
    }

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
        foreach (var address in EveryAddress.Tables(site))
            if (await site.Staff.Get(address) is { Status: HttpStatusCode.OK } file) Harmless.Csv(address, file.Text);
        foreach (var feed in EveryAddress.Feeds) Harmless.Xml(feed, (await site.Resident.Get(feed)).Text);
        foreach (var address in EveryAddress.Objects) Harmless.Json((await site.Resident.Get(address)).Text);
    }

    private static FormBrowser Reader(HostileSite site, string address) =>
        address.StartsWith("/staff", StringComparison.Ordinal) ? site.Staff : site.Resident;

    /// <summary>Reads the pages that lie under one of these folders.</summary>
    private async Task Read(HostileSite site, params string[] folders)
    {
        foreach (var (page, addresses) in EveryAddress.Pages(site))
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
