using System.Globalization;
using System.Net.WebSockets;
using LiveDashboard.Figures.Live;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// Where pages connect. Official clients do so unchanged, with negotiation or without: it offers WebSockets and text.
/// </summary>
public sealed class LiveEndpoint(
    HubConnectionHandler<FigureHub> hub, Admission admission, Origins origins, ViewerDrain drain, FigureMetrics metrics)
{
    // The framework's own keep-alive is a timer for each connection; ViewerRounds does it for all.
    private static readonly WebSocketAcceptContext Accepting = new() { KeepAliveInterval = TimeSpan.Zero };

    /// <summary>Takes the connection and serves it to its end.</summary>
    public async Task Connect(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Problems.Write(
                http, StatusCodes.Status400BadRequest, "web-socket-needed", "This address is for WebSockets",
                "The same figures are at /api/v1/boards/home.");
            return;
        }
        var address = http.Connection.RemoteIpAddress;
        if ((Refusal(http) ?? admission.Enter(address)) is { } reason)
        {
            await Refuse(http, reason);
            return;
        }
        try
        {
            await Serve(http);
        }
        finally
        {
            admission.Leave(address);
        }
    }

    /// <summary>The answer to clients that ask first which transports there are.</summary>
    public async Task Negotiate(HttpContext http)
    {
        if (Refusal(http) is { } reason)
        {
            await Refuse(http, reason);
            return;
        }
        var id = Guid.NewGuid().ToString("n");
        var answer = new NegotiationResponse
        {
            ConnectionId = id,
            ConnectionToken = id,
            Version = http.Request.Query["negotiateVersion"] == "1" ? 1 : 0,
            AvailableTransports =
            [
                new AvailableTransport
                {
                    Transport = nameof(HttpTransportType.WebSockets),
                    TransferFormats = [nameof(TransferFormat.Text)],
                },
            ],
        };
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        NegotiateProtocol.WriteResponse(answer, body);
        await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private async Task Serve(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Accepting);
        var upgrade = (ViewerUpgrade)http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpUpgradeFeature>()!;
        await using var viewer = new ViewerConnection(http, socket, upgrade.Stream!, upgrade.Intake);
        metrics.Accepted();
        try
        {
            await hub.OnConnectedAsync(viewer);
        }
        catch (Exception e) when (ViewerConnection.IsGone(e))
        {
            // It left while it was greeted.
        }
        await viewer.End();
    }

    private Refused? Refusal(HttpContext http) =>
        !origins.May(http.Request) ? Refused.Origin : drain.HasBegun ? Refused.Draining : null;

    private Task Refuse(HttpContext http, Refused reason)
    {
        metrics.WasRefused(reason);
        if (reason == Refused.Origin)
            return Problems.Write(
                http, StatusCodes.Status403Forbidden, "origin", "Not from this page",
                "Live figures are for this site's own pages; others read /api/v1/boards/home.");
        // Spread, so that those who were refused together do not come back together.
        var seconds = Random.Shared.Next(2, 11);
        if (reason == Refused.Address)
            return RateLimits.TooMany(http, TimeSpan.FromSeconds(seconds), "This address has too many connections.");
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Write(
            http, StatusCodes.Status503ServiceUnavailable, "busy", "Too many connections, or a restart",
            $"Try again in {seconds} seconds.");
    }
}
