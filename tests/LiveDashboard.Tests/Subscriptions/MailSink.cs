using System.Collections.Concurrent;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>A mail server that keeps what it is given (RFC 5321, as far as a client needs it).</summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public MailSink()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it was given, as it came: headers, an empty line, the body.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    /// <summary>What it says to every recipient; "250 Ok" takes it.</summary>
    public string ToRecipients { get; set; } = "250 Ok";

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
                await Talk(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO" or "MAIL": await writer.WriteLineAsync("250 Ok"); break;
                case "RCPT": await writer.WriteLineAsync(ToRecipients); break;
                case "DATA":
                    await writer.WriteLineAsync("354 Go on");
                    var letter = new StringBuilder();
                    while (await reader.ReadLineAsync(_end.Token) is { } part && part != ".")
                        letter.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
                    Taken.Enqueue(letter.ToString());
                    await writer.WriteLineAsync("250 Taken");
                    break;
                case "QUIT": await writer.WriteLineAsync("221 Bye"); return;
                default: await writer.WriteLineAsync("250 Ok"); break;
            }
    }
}
