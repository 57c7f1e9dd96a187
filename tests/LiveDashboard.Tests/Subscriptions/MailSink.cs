using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>
/// A mail server that keeps what it is given (RFC 5321, as far as a client needs it). With a certificate it takes nothing
/// before the connection is encrypted (RFC 3207) and somebody has signed in (RFC 4954).
/// </summary>
public sealed class MailSink : IAsyncDisposable
{
    /// <summary>Who may send where there is a sign-in.</summary>
    public const string User = "dashboard";
    public const string Password = "Under the lamp";

    private readonly X509Certificate2? _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public MailSink(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it was given, as it came: headers, an empty line, the body.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    /// <summary>Every line that reached it, but those of letters.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>What it says to every recipient; "250 Ok" takes it.</summary>
    public string ToRecipients { get; set; } = "250 Ok";

    /// <summary>Whether it takes letters and never says so.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The body of a letter, decoded.</summary>
    public static string Body(string letter)
    {
        var parts = letter.Split("\r\n\r\n", 2);
        if (parts[0].Contains("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].ReplaceLineEndings("")));
        var bytes = new List<byte>();
        var text = parts[1].Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=' && i + 2 < text.Length) bytes.Add(Convert.ToByte(text[(i + 1)..(i += 2)] + text[i], 16));
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        return Encoding.UTF8.GetString([.. bytes]).ReplaceLineEndings("\n");
    }

    /// <summary>A header of a letter; null when it has none.</summary>
    public static string? Header(string letter, string name) =>
        letter.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                try
                {
                    await Talk(client.GetStream());
                }
                catch (Exception e) when (e is IOException or AuthenticationException)
                {
                    // Whoever called has gone, or does not trust us: the next one may.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task Talk(Stream stream)
    {
        var (signedIn, encrypted) = (_certificate is null, false);
        var (reader, writer) = Open(stream);
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Heard.Enqueue(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" when _certificate is not null:
                    await writer.WriteLineAsync(encrypted ? "250-sink\r\n250 AUTH LOGIN" : "250-sink\r\n250 STARTTLS");
                    break;
                case "EHLO" or "HELO": await writer.WriteLineAsync("250 Ok"); break;
                case "STARTTLS":
                    await writer.WriteLineAsync("220 Go on");
                    var secret = new SslStream(stream);
                    await secret.AuthenticateAsServerAsync(_certificate!);
                    (reader, writer) = Open(secret);
                    encrypted = true;
                    break;
                case "AUTH" when encrypted:
                    var user = line.Split(' ').ElementAtOrDefault(2) ?? await Ask(reader, writer, "VXNlcm5hbWU6");
                    var password = await Ask(reader, writer, "UGFzc3dvcmQ6");
                    signedIn = (Plain(user), Plain(password)) == (User, Password);
                    await writer.WriteLineAsync(signedIn ? "235 Welcome" : "535 Who are you?");
                    break;
                case "MAIL": await writer.WriteLineAsync(signedIn ? "250 Ok" : "530 Sign in"); break;
                case "RCPT": await writer.WriteLineAsync(ToRecipients); break;
                case "DATA":
                    await writer.WriteLineAsync("354 Go on");
                    Taken.Enqueue(await Letter(reader));
                    if (!IsSilent) await writer.WriteLineAsync("250 Taken");
                    break;
                case "QUIT": await writer.WriteLineAsync("221 Bye"); return;
                default: await writer.WriteLineAsync("250 Ok"); break;
            }
        }
    }

    private async Task<string> Letter(StreamReader reader)
    {
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } part && part != ".")
            letter.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
        return letter.ToString();
    }

    private async Task<string> Ask(StreamReader reader, StreamWriter writer, string what)
    {
        await writer.WriteLineAsync($"334 {what}");
        return await reader.ReadLineAsync(_end.Token) ?? "";
    }

    private static string Plain(string encoded) => Encoding.UTF8.GetString(Convert.FromBase64String(encoded));

    private static (StreamReader, StreamWriter) Open(Stream stream) =>
        (new StreamReader(stream, Encoding.UTF8),
         new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });
}
