using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// Which pages may connect. Browsers let any page open a WebSocket to any host and only say which page it was, so it is
/// checked here. A missing Origin is no browser: there are no cookies or rights on this hub that it could borrow.
/// </summary>
public sealed class Origins(IOptions<LiveOptions> options)
{
    private readonly HashSet<string> _others =
        [.. options.Value.Origins.Select(origin => new Uri(origin).GetLeftPart(UriPartial.Authority))];

    /// <summary>True for a request from a page of this host, of an allowed one, or of none.</summary>
    public bool May(HttpRequest request)
    {
        var origins = request.Headers[HeaderNames.Origin];
        if (origins.Count == 0) return true;
        if (origins.Count > 1 || !Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)) return false;
        return IsOwn(origin, request) || _others.Contains(origins[0]!);
    }

    // Behind a proxy that ends TLS and does not say so, https pages arrive as http: there the page's scheme counts.
    private static bool IsOwn(Uri origin, HttpRequest request) =>
        (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
        && Uri.TryCreate($"{origin.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
        && origin.GetLeftPart(UriPartial.Authority) == own.GetLeftPart(UriPartial.Authority)
        && origin.PathAndQuery == "/" && origin.UserInfo.Length == 0;
}
