using Microsoft.AspNetCore.Http.Features;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// Stands between the framework's WebSocket handshake and the server's stream, so that the handshake stays the
/// framework's and the stream becomes a <see cref="ViewerStream"/>: HTTP/1.1 upgrades, and HTTP/2 connects.
/// </summary>
public sealed class ViewerUpgrade : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly HttpContext _http;
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;

    public ViewerUpgrade(HttpContext http)
    {
        _http = http;
        _upgrade = http.Features.Get<IHttpUpgradeFeature>();
        _connect = http.Features.Get<IHttpExtendedConnectFeature>();
        http.Features.Set<IHttpUpgradeFeature>(this);
        http.Features.Set<IHttpExtendedConnectFeature>(this);
    }

    public Intake Intake { get; } = new();

    /// <summary>The viewer's stream, once the request was accepted.</summary>
    public ViewerStream? Stream { get; private set; }

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest is true;
    public bool IsExtendedConnect => _connect?.IsExtendedConnect is true;
    public string? Protocol => _connect?.Protocol;

    public async Task<Stream> UpgradeAsync()
    {
        var plain = PlainSocket.Of(_http);
        return Stream = new ViewerStream(await _upgrade!.UpgradeAsync(), Intake, plain);
    }

    public async ValueTask<Stream> AcceptAsync() =>
        Stream = new ViewerStream(await _connect!.AcceptAsync(), Intake, plain: null);
}
