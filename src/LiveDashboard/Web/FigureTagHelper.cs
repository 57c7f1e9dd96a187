using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web.Charts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LiveDashboard.Web;

/// <summary>
/// A place of the page that shows a figure: <c>figure="median"</c>. The server fills it, and <c>live.js</c> swaps it
/// by the same rules: an element with <c>draw</c> gets the figure's drawing, every other one and the <c>text</c> of
/// a chart gets its text, unless it is marked <c>data-still</c>.
/// </summary>
[HtmlTargetElement(Attributes = "figure")]
public sealed class FigureTagHelper(Visit visit) : TagHelper
{
    /// <summary>The figure's key.</summary>
    public string Figure { get; set; } = "";

    /// <summary>
    /// What of the element the drawing sets: <c>d</c>, <c>width</c>, or several attributes, <c>cx;cy;class</c>, whose
    /// values the drawing lists; fewer values than attributes mean that the last holds for the rest. Or one of
    /// <c>mark</c>, <c>icon</c>, <c>dots</c>, <c>twenty</c>.
    /// </summary>
    public string? Draw { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var figure = visit.Find(Figure) ?? new Figure(Figure, "", null, FigureState.Empty, Draw is null ? null : "");
        output.Attributes.SetAttribute("data-key", Figure);
        if (Draw is not null)
        {
            output.Attributes.SetAttribute("data-draw", Draw);
            Show(figure.Drawing ?? "", figure, output);
        }
        else output.Attributes.SetAttribute("data-state", FrameFigure.Name(figure.State));
        var labels = output.TagName == "text" && !output.Attributes.ContainsName("data-still");
        if (Draw is null || labels) Fill(output, figure);
    }

    private void Show(string drawing, Figure figure, TagHelperOutput output)
    {
        switch (Draw)
        {
            case "mark" or "icon":
                var (look, icon) = drawing.Split(' ', 2) is [var first, var second] ? (first, second) : ("off", "none");
                output.Attributes.SetAttribute("class", $"mark {look}");
                output.Content.SetHtmlContent(Marks.Icon(icon)).Append(" ");
                output.Content.AppendHtml(Span(figure.Text, Draw == "icon" ? "vh" : ""));
                break;
            case "dots":
                output.Content.SetHtmlContent(Marks.Dots(drawing));
                break;
            case "twenty":
                output.Content.SetHtmlContent(Marks.Twenty(drawing));
                output.Attributes.SetAttribute("visibility", drawing.Length == 0 ? "hidden" : "visible");
                break;
            default:
                var values = drawing.Split(';');
                foreach (var (i, attribute) in Draw!.Split(';').Index())
                    output.Attributes.SetAttribute(attribute, values[Math.Min(i, values.Length - 1)]);
                break;
        }
    }

    /// <summary>With spoken words the text is for the eye only: screen readers say "h" and "min" badly.</summary>
    private static void Fill(TagHelperOutput output, Figure figure)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (output.TagName == "text" || figure.Spoken is null)
        {
            output.Content.SetContent(figure.Text);
            return;
        }
        var seen = Span(figure.Text, "");
        seen.Attributes["aria-hidden"] = "true";
        output.Content.SetHtmlContent(seen).AppendHtml(Span(figure.Spoken, "vh"));
    }

    private static TagBuilder Span(string text, string look)
    {
        var span = new TagBuilder("span");
        if (look.Length > 0) span.AddCssClass(look);
        span.InnerHtml.Append(text);
        return span;
    }
}
