using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>Where the program itself ends TLS, frames go through the server's stream: HTTP/1.1 and HTTP/2.</summary>
public sealed class EncryptedTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Figures_come_over_TLS(string version)
    {
        var counter = new Counter();
        var folder = TestFolder.New();
        var certificate = Path.Combine(folder, "certificate.pfx");
        using var made = SelfSigned();
        await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pfx));
        await using var app = await DashboardApp.Start(
            settings:
            [
                "--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", certificate,
                "--Live:BeatMilliseconds", "50", "--Live:RefreshSeconds", "300",
            ],
            with: services => services.AddSingleton<IFigureSource>(counter));

        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == made.Thumbprint,
            },
        };
        using var http = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(
            new UriBuilder(app.Address) { Scheme = "wss", Path = FigureHub.Path }.Uri, http, CancellationToken.None);
        await Say(socket, RawViewer.Handshake);
        await Say(socket, """{"type":1,"invocationId":"1","target":"Watch","arguments":["counter","en",null,0]}""");
        await Until(socket, "\"invocationId\":\"1\"");
        for (var value = 1; value <= 20; value++)
        {
            counter.Value = value;
            app.Get<FigureSignal>().Changed(counter.Name);
            await Until(socket, $"\"text\":\"{value}\"");
        }
        Directory.Delete(folder, recursive: true);
    }

    private static Task Say(ClientWebSocket socket, string message) => socket.SendAsync(
        Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Reads whole messages until one holds this.</summary>
    private static async Task Until(ClientWebSocket socket, string text)
    {
        var buffer = new byte[64 * 1024];
        using var patience = new CancellationTokenSource(LiveClient.Patience);
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (Encoding.UTF8.GetString(buffer, 0, length).Contains(text, StringComparison.Ordinal)) return;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
