using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace LiveDashboard.Stories.Writing;

/// <summary>Where a link of staff's texts may lead.</summary>
public static class SafeAddress
{
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <summary>
    /// Whether it is a page of this site (<c>/en/…</c>, <c>#part</c>), or one elsewhere by a scheme that only opens pages,
    /// letters and telephones. What browsers drop or turn round before they read an address is in none.
    /// </summary>
    public static bool Is(string? address) => address is { Length: > 0 }
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
        && (address[0] == '#' || IsHere(address) || Schemes.Any(scheme => Has(address, scheme)));

    /// <summary>Whether it leads out of this site.</summary>
    public static bool IsElsewhere(string address) => address[0] != '#' && !IsHere(address);

    private static bool IsHere(string address) => address[0] == '/' && (address.Length == 1 || address[1] != '/');

    private static bool Has(string address, string scheme) => address.Length > scheme.Length + 1
        && address.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase);

    internal static void Open(HtmlRenderer renderer, string address)
    {
        renderer.Write("<a href=\"").WriteEscapeUrl(address).Write('"');
        if (IsElsewhere(address)) renderer.Write(" rel=\"nofollow noopener\"");
        renderer.Write('>');
    }
}

/// <summary>Links and pictures: a picture is its words, and a link that may not be is too.</summary>
public sealed class SafeLinks : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline obj)
    {
        var address = obj.GetDynamicUrl?.Invoke() ?? obj.Url;
        if (obj.IsImage || !SafeAddress.Is(address))
        {
            renderer.WriteChildren(obj);
            return;
        }
        SafeAddress.Open(renderer, address!);
        renderer.WriteChildren(obj);
        renderer.Write("</a>");
    }
}

/// <summary>Addresses in angle brackets.</summary>
public sealed class SafeAddresses : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        var address = obj.IsEmail ? $"mailto:{obj.Url}" : obj.Url;
        if (!SafeAddress.Is(address))
        {
            renderer.WriteEscape(obj.Url);
            return;
        }
        SafeAddress.Open(renderer, address);
        renderer.WriteEscape(obj.Url);
        renderer.Write("</a>");
    }
}
