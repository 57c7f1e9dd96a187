using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Web;

/// <summary>The browser's protections, on every answer (reliability.md W8, W9).</summary>
public static class SecurityHeaders
{
    // connect-src 'self' covers the hub's WebSocket too: same host, and ws or wss as the page is http or https.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "object-src 'none'; require-trusted-types-for 'script'";

    private const string PermissionsPolicy =
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()";

    /// <summary>A page that staff see within one of their own, as a preview.</summary>
    public static void MayBeFramedByUs(HttpResponse response) => response.Headers.ContentSecurityPolicy =
        ContentSecurityPolicy.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);

    /// <summary>A page that shows others of ours within it.</summary>
    public static void MayFrameOurs(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy + "; frame-src 'self'";

    // Set at the last moment: an error handler clears what was set before. What an endpoint chose stands.
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.TryAdd(HeaderNames.ContentSecurityPolicy, ContentSecurityPolicy);
            headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", PermissionsPolicy);
            if (http.Request.IsHttps)
                headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000; includeSubDomains");
            return Task.CompletedTask;
        });
        return next(http);
    });
}
