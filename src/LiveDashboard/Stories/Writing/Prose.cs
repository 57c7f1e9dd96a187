using LiveDashboard.Web;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace LiveDashboard.Stories.Writing;

/// <summary>
/// Staff's Markdown as HTML: headings, lists, tables, emphasis and links. HTML that somebody typed is text; pictures are
/// their words; a link that leads nowhere safe is its words (reliability.md W16).
/// </summary>
public static class Prose
{
    // A page has one heading of the first level, its title.
    private const int BelowTitle = 1;
    private const int DeepestHeading = 6;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <param name="markdown">As it was typed.</param>
    /// <param name="top">The level of the page's heading that the text stands under.</param>
    public static IHtmlContent Html(string markdown, int top = BelowTitle)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants())
            switch (node)
            {
                case HeadingBlock heading:
                    heading.Level = Math.Min(heading.Level + top, DeepestHeading);
                    break;
                case Table table:
                    Plain(table);
                    break;
            }
        var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new SafeLinks());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new SafeAddresses());
        renderer.Render(document);
        return new HtmlString(writer.ToString());
    }

    /// <summary>The same without any marks, for feeds and letters.</summary>
    public static string Words(string markdown) => Markdown.ToPlainText(markdown, Pipeline).Trim();

    // Alignment would be written as style, which no page may have; a heading says what it heads.
    private static void Plain(Table table)
    {
        foreach (var column in table.ColumnDefinitions) column.Alignment = null;
        foreach (var row in table.OfType<TableRow>().Where(row => row.IsHeader))
            foreach (var cell in row)
                Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(cell).AddProperty("scope", "col");
    }
}
