using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LiveDashboard.Tests.Hostile;

/// <summary>What every answer has to be, whatever was written: text where there is text, and nothing else.</summary>
public static partial class Harmless
{
    private static readonly string[] Foreign =
    [
        "iframe", "object", "embed", "base", "style", "math", "animate", "foreignobject", "video", "audio",
        "template", "marquee", "bdo", "img", "x", "frameset", "applet", "portal",
    ];

    private static readonly string[] Addresses =
        ["href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset", "content"];

    /// <summary>The page, after it was looked at whole.</summary>
    public static IHtmlDocument Page(string path, string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.All)
        {
            var ours = (element.LocalName == "iframe" && Preview().IsMatch(element.GetAttribute("src") ?? ""))
                || (element.LocalName == "img" && Badge().IsMatch(element.GetAttribute("src") ?? ""));
            Assert.False(Foreign.Contains(element.LocalName) && !ours, $"{path}: <{element.LocalName}>");
            if (element is IHtmlScriptElement script)
            {
                Assert.Matches("^/(js|lib)/", script.GetAttribute("src"));
                Assert.Empty(script.TextContent);
            }
            foreach (var attribute in element.Attributes)
            {
                // A page may renew itself, and lead nowhere else.
                Assert.False(
                    attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || attribute.Name is "style" or "srcdoc"
                    || (attribute.Name == "http-equiv" && !element.GetAttribute("content")!.All(char.IsAsciiDigit)),
                    $"{path}: {element.LocalName} {attribute.Name}={attribute.Value}");
                if (Addresses.Contains(attribute.Name) && element.LocalName != "meta")
                    Assert.Matches(IsOfStaff(element) ? Elsewhere() : Ours(), attribute.Value);
            }
        }
        return page;
    }

    // A screen as staff arranged it, within their page.
    [GeneratedRegex("^/board\\?panels=[a-z@,]+&lang=[a-z,]+&theme=[a-z]+&zoom=[0-9.]+&safe=[0-9.]+&dwell=[0-9]+&shift=off$")]
    private static partial Regex Preview();

    [GeneratedRegex(@"^/badge/[a-z]+\.svg\?lang=(en|fr)$")]
    private static partial Regex Badge();

    /// <summary>No cell begins as a formula does.</summary>
    public static void Csv(string path, string csv)
    {
        Assert.NotEmpty(csv);
        foreach (var cell in Cell().Matches(csv)
            .Select(match => match.Groups[1].Value.Trim('"')).Where(cell => cell.Length > 0))
            Assert.False("=+-@\t\r".Contains(cell[0], StringComparison.Ordinal)
                && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _), $"{path}: {cell}");
    }

    public static void Json(string json) => JsonDocument.Parse(json).Dispose();

    public static void Xml(string path, string xml) =>
        Assert.True(xml.StartsWith("<?xml", StringComparison.Ordinal) && XDocument.Parse(xml).Root is not null, $"{path}: {xml}");

    // A link that staff wrote into a text of theirs.
    private static bool IsOfStaff(IElement element) =>
        element.GetAttribute("rel") == "nofollow noopener" && element.Closest(".prose") is not null;

    [GeneratedRegex("^(https?|mailto|tel):[^\\s\\\\]")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("^(/|#|otpauth:|\\?|https?://(www\\.wikipedia\\.org/|localhost|127\\.0\\.0\\.1)|$)")]
    private static partial Regex Ours();

    [GeneratedRegex("(?:^|,|\n)(\"(?:[^\"]|\"\")*\"|[^,\r\n]*)")]
    private static partial Regex Cell();
}
