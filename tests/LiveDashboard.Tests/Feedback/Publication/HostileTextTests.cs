using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>Whatever is written is shown as text: on staff pages, on public pages, in feeds.</summary>
public sealed class HostileTextTests
{
    [Theory, OnSqlite, OnPostgres]
    public Task Markup_is_text_wherever_it_is_shown(Engine engine)
    {
        var lines = Lines();
        Assert.True(lines.Count > 100);
        return AreText(engine, lines);
    }

    // The form takes no control characters but line breaks and tabs.
    [NaughtyTheory, OnSqlite, OnPostgres]
    public Task So_is_every_naughty_string(Engine engine) => AreText(engine,
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(NaughtyTheoryAttribute.List))!
            .Where(line => line.Length > 0 && !line.Any(char.IsControl))]);

    private static async Task AreText(Engine engine, IReadOnlyList<string> lines)
    {
        await using var site = await PublicationSite.Start(engine);
        // Many lines to a text: as long as a text may be.
        foreach (var text in Texts(lines, PublicLimits.Why - 10))
        {
            var message = ResidentSite.Message(text);
            var (receipt, _) = await site.Closed(answer: text, message: message);
            using var mo = await site.Moderator();
            var review = (await mo.Get(PublicationSite.PageOf(receipt.Reference))).Text;
            Plain(review, text);
            Plain((await mo.Get("/staff/moderation")).Text, null);
            await site.Publish(receipt.Reference, ("title", text.Length > 100 ? text[..100] : text), ("why", text));
            using var reader = site.Staff.Browser();
            foreach (var page in new[] { $"/en/cases/{receipt.Reference}", $"/fr/cases/{receipt.Reference}" })
                Plain((await reader.Get(page)).Text, text);
            foreach (var page in new[] { "/en", "/en/cases" }) Plain((await reader.Get(page)).Text, null);
            var feed = XDocument.Parse((await reader.Get("/en/cases.atom")).Text);
            var content = feed.Descendants("{http://www.w3.org/2005/Atom}content").First().Value;
            Assert.Contains(PlainText.Of(text).Trim(), content.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            using var json = JsonDocument.Parse((await reader.Get("/en/cases.json")).Text);
            Assert.Contains(PlainText.Of(text).Trim(), json.RootElement.GetProperty("items")[0].GetProperty("content_text").GetString(),
                StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task So_are_reasons_notes_and_appeals(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        const string Note = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        var (receipt, code) = await site.Closed();
        await site.Publish(receipt.Reference, ("said", "changed"), ("editReason", "other"), ("editNote", Note));
        using var resident = await site.Residents.Open(receipt, code);
        var answer = await resident.Post("/en/case/appeal", FormBrowser.Fields(("body", Note)));
        Assert.Equal("/en/case", answer.Location);
        using var mo = await site.Moderator();
        foreach (var (browser, page) in new[]
        {
            (resident, "/en/case"), (resident, $"/en/cases/{receipt.Reference}"), (mo, PublicationSite.PageOf(receipt.Reference)),
            (mo, "/staff/moderation"),
        })
        {
            var html = (await browser.Get(page)).Text;
            Plain(html, null);
            Assert.Contains("onerror", html, StringComparison.Ordinal);
        }
        await site.Review(receipt.Reference, ("web", "withdrawn"), ("reason", "other"), ("note", Note));
    }

    /// <summary>Nothing of it became an element or a handler; the text, where given, is there word for word.</summary>
    private static void Plain(string html, string? text)
    {
        var document = new HtmlParser().ParseDocument(html);
        Assert.All(document.QuerySelectorAll("script"), script =>
            Assert.StartsWith("/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Empty(document.QuerySelectorAll("main img, main iframe, main object, main embed, main style, main script, main math, base"));
        Assert.All(document.All.SelectMany(element => element.Attributes), attribute =>
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name));
        Assert.All(document.QuerySelectorAll("a[href]"), link =>
            Assert.DoesNotContain("script:", link.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
        if (text is null) return;
        var quoted = document.QuerySelector("blockquote");
        Assert.True(quoted is not null, html);
        var shown = quoted.TextContent.ReplaceLineEndings("\n");
        Assert.Equal(PlainText.Of(text).Trim(), shown.Trim());
    }

    private static IEnumerable<string> Texts(IEnumerable<string> lines, int longest)
    {
        var text = "";
        foreach (var line in lines.Where(line => line.Length < longest))
        {
            if (text.Length + line.Length + 1 > longest)
            {
                yield return text;
                text = "";
            }
            text += (text.Length == 0 ? "" : "\n") + line;
        }
        yield return text;
    }

    private static List<string> Lines()
    {
        string[] tags = ["script", "img", "svg", "iframe", "body", "a", "input", "details", "math", "style", "object", "video"];
        var lines = (from tag in tags
                     from attack in new[]
                     {
                         "<{0}>alert(1)</{0}>", "<{0} src=x onerror=alert(1)>", "\"><{0} onload=alert(1)>", "'><{0}/onfocus=alert(1) autofocus>",
                         "</title></textarea><{0}>", "<{0} href=\"javascript:alert(1)\">", "]]><{0}>", "<!--<{0}>-->", "&lt;{0}&gt;&#60;{0}&#62;",
                     }
                     select string.Format(System.Globalization.CultureInfo.InvariantCulture, attack, tag)).ToList();
        lines.AddRange(["{{constructor.constructor('alert(1)')()}}", "=cmd|'/c calc'!A0", "@(1+1)", "\u202Eevil\u202C", "👩‍👩‍👧 %00 \\0"]);
        return lines;
    }

    /// <summary>A theory that needs the list of naughty strings, which lies beside the repository.</summary>
    private sealed class NaughtyTheoryAttribute : TheoryAttribute
    {
        public static string List => Path.Combine(TestFolder.Repository, "..", "shared", "data", "texts", "blns.json");

        public NaughtyTheoryAttribute() => Skip = File.Exists(List) ? null
            : "The big list of naughty strings (../shared/data/texts/blns.json) is not on this machine.";
    }
}
