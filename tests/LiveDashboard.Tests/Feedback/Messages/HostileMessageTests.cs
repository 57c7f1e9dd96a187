using System.Text.Json;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Tests.Feedback.Send;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Messages;

/// <summary>Whatever people write, it is text: on the form, on the case page, in the resident's own file.</summary>
public sealed class HostileMessageTests
{
    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task Every_text_is_kept_as_it_is_and_shown_as_text_on_the_case_page()
    {
        await using var site = await ResidentSite.Start();
        Assert.InRange(Markup.All.Count, 300, 1000);
        foreach (var text in Markup.All)
        {
            var (receipt, code) = await site.Send(ResidentSite.Message(text) with
            {
                Place = text,
                Sender = new Sender(text, text, false, false),
            });
            await site.Reply(receipt.CaseId, text);
            var thread = (await site.App.Get<ThreadStore>().Read(receipt.CaseId, CancellationToken.None))!;
            Assert.Equal((text, text), (thread.Message, thread.Place));
            using var browser = site.Browser();
            browser.Cookies[OpenCase.CookieName] = site.App.Get<OpenCase>().Seal(receipt.CaseId);
            var page = Parser.ParseDocument((await browser.Get("/en/case")).Text);
            var words = page.QuerySelectorAll("blockquote p");
            Assert.Equal([text, text], words.Select(word => word.TextContent));
            Assert.All(words, word => Assert.Empty(word.Children));
            Assert.All(page.QuerySelectorAll("script"), script => Assert.StartsWith("/js/", script.GetAttribute("src"), StringComparison.Ordinal));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            using var export = JsonDocument.Parse((await browser.Get("/en/case?handler=Export")).Text);
            Assert.Equal(text, export.RootElement.GetProperty("name").GetString());
        }
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task On_every_step_of_the_form_it_is_text_too()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        foreach (var text in Markup.All.Where(text => !CaseText.HasControls(text) && text.Trim() == text).Where((_, i) => i % 5 == 0))
        {
            await resident.Begin();
            await resident.Next(("kind", "concern"));
            await resident.Next(("text", text));
            await resident.Next(("place", text));
            await resident.Next(("name", text.Length > 100 ? "" : text), ("contact", text), ("hidePublic", ""));
            Assert.Equal(text, resident.Page.QuerySelector("#send [name=text]")!.GetAttribute("value"));
            Assert.Equal(text, resident.Page.QuerySelector(".public blockquote p")!.TextContent);
            Assert.All(resident.Page.QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
            Assert.DoesNotContain(resident.Page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }
}
