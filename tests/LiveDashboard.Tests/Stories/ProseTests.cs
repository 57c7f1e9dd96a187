using System.Text.Encodings.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Stories;

public sealed class ProseTests
{
    private static readonly string[] Elements =
    [
        "a", "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "br",
        "hr", "blockquote", "code", "pre",
    ];

    private static readonly string[] Attributes = ["href", "rel", "scope", "start", "type", "class"];

    [Fact]
    public void What_may_be_written_is_written()
    {
        var page = Read(
            """
            # Doors

            - lock *them*
              - also **at noon**

            1. one

            | what | whom |
            |---|--:|
            | lamp | [office](https://example.org/a?b=c&d=e) |

            [here](/en/send) [post](mailto:a@example.org) [call](tel:112) [part](#doors) <https://example.org>
            """);
        Assert.Equal("Doors", page.QuerySelector("h2")!.TextContent); // the page's title is the h1
        Assert.Equal("at noon", page.QuerySelector("li li strong")!.TextContent);
        Assert.Equal("col", page.QuerySelector("th")!.GetAttribute("scope"));
        Assert.Equal(
            ["https://example.org/a?b=c&d=e", "/en/send", "mailto:a@example.org", "tel:112", "#doors", "https://example.org"],
            page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!));
        Assert.Equal(
            ["nofollow noopener", null, "nofollow noopener", "nofollow noopener", null, "nofollow noopener"],
            page.QuerySelectorAll("a").Select(link => link.GetAttribute("rel")));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))"), InlineData("[x](JaVaScRiPt:alert(1))"), InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](java&#9;script:alert(1))"), InlineData("[x](<java\tscript:alert(1)>)"), InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](vbscript:x)"), InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)"), InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//evil.example)"), InlineData("[x](/\\evil.example)"), InlineData("[x](\\\\evil.example)")]
    [InlineData("[x](relative)"), InlineData("<javascript:alert(1)>"), InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)"), InlineData("![x](javascript:alert(1))"), InlineData("[x](blob:https://a)")]
    public void What_leads_nowhere_safe_is_its_words(string markdown)
    {
        var page = Read(markdown);
        Assert.Empty(page.QuerySelectorAll("a, img"));
        Assert.False(string.IsNullOrWhiteSpace(page.Body!.TextContent));
    }

    [Fact]
    public void Whatever_is_typed_is_harmless_also_where_markdown_wraps_it()
    {
        Assert.True(Markup.All.Count >= 300);
        foreach (var typed in Markup.All.Concat(Naughty.Strings))
            foreach (var shape in new[] { "{0}", "# {0}", "- {0}", "> {0}", "| {0} |\n|---|\n| {0} |", "[a]({0})", "[{0}](/en)", "![{0}]({0})",
                "<{0}>", "[a][b]\n\n[b]: {0} \"{0}\"", "    {0}", "```{0}\n{0}\n```", "[a](/en \"{0}\")" })
                IsHarmless(shape.Replace("{0}", typed, StringComparison.Ordinal));
    }

    private static void IsHarmless(string markdown)
    {
        foreach (var element in Read(markdown).Body!.QuerySelectorAll("*"))
        {
            Assert.True(Elements.Contains(element.LocalName), $"<{element.LocalName}> of {markdown}");
            foreach (var attribute in element.Attributes)
                Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} of {markdown}");
            if (element is IHtmlAnchorElement link)
                Assert.Matches("^(https?:|mailto:|tel:|/[^/\\\\]|/$|#)", link.GetAttribute("href")!.ToLowerInvariant());
        }
    }

    private static IHtmlDocument Read(string markdown)
    {
        using var html = new StringWriter();
        Prose.Html(markdown).WriteTo(html, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(html.ToString());
    }
}
