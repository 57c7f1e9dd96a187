using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace LiveDashboard.Web.Charts;

/// <summary>The elements inside a chart whose number follows from a figure; <c>draw.js</c> makes the same
/// ones.</summary>
public static class Marks
{
    /// <summary>A symbol of the page's own set; the name is encoded, so nothing but a name can come of it.</summary>
    public static IHtmlContent Icon(string name) => new HtmlString(
        $"""<svg class="i" aria-hidden="true"><use href="#i-{HtmlEncoder.Default.Encode(name)}"/></svg>""");

    /// <summary>Twenty dots, the first so many of them full, and the promise between.</summary>
    public static string Twenty(string drawing)
    {
        _ = int.TryParse(drawing, CultureInfo.InvariantCulture, out var done);
        var html = new StringBuilder();
        for (var i = 0; i < Charts.Twenty.Dots; i++)
        {
            var (kind, at) = (i < done ? "done" : "over", Svg.Percent(Svg.X(i, Charts.Twenty.Dots)));
            html.Append(CultureInfo.InvariantCulture, $"""<circle class="dot {kind}" cx="{at}" cy="50%" r="6.5"/>""");
        }
        var x = Svg.Percent(100.0 * done / Charts.Twenty.Dots);
        return html.Append(CultureInfo.InvariantCulture,
            $"""<line class="promise" x1="{x}" x2="{x}" y1="-15%" y2="115%"/>""").ToString();
    }

    /// <summary>The dots of <see cref="DotStrip"/>. One near the promise is half full: two circles.</summary>
    public static string Dots(string drawing)
    {
        var html = new StringBuilder();
        foreach (var dot in drawing.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (dot.Split(' ') is not [var x, var lane, var kind]) continue;
            var aside = 11 * int.Parse(lane, CultureInfo.InvariantCulture);
            var place = $"""cx="{x}%" cy="46%" transform="translate(0 {Svg.Number(aside)})" """.TrimEnd();
            html.Append(CultureInfo.InvariantCulture, $"""<circle class="dot {kind}" {place} r="8"/>""");
            if (kind == "near")
                html.Append(CultureInfo.InvariantCulture, $"""<circle class="half" {place} r="4" pathLength="2"/>""");
        }
        return html.ToString();
    }
}
