using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Live;

/// <summary>The hub's messages as ready frames, which any number of viewers may share.</summary>
public static class HubMessages
{
    private static readonly JsonHubProtocol Protocol = new(Options.Create(
        new JsonHubProtocolOptions { PayloadSerializerOptions = FrameJson.Options }));

    /// <summary>Nothing but a sign of life.</summary>
    public static readonly ReadOnlyMemory<byte> Ping = Encode(PingMessage.Instance);

    /// <summary>The farewell that tells a client to come back.</summary>
    public static readonly ReadOnlyMemory<byte> ComeAgain = Encode(new CloseMessage(error: null, allowReconnect: true));

    /// <param name="target">A method of <see cref="IFigureClient"/>.</param>
    public static ReadOnlyMemory<byte> Say(string target, object argument) =>
        Encode(new InvocationMessage(target, [argument]));

    private static ReadOnlyMemory<byte> Encode(HubMessage message) =>
        SocketFrame.Text(Protocol.GetMessageBytes(message));
}
