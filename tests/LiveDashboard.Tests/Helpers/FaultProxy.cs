using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiveDashboard.Tests.Helpers;

/// <summary>What is wrong with the network.</summary>
public enum Fault
{
    None,
    /// <summary>Everything arrives late, and not evenly.</summary>
    Latency,
    /// <summary>Few bytes at a time, with pauses.</summary>
    Slow,
    /// <summary>Both sides stay connected and nothing arrives any more.</summary>
    HalfOpen,
}

/// <summary>A network between clients and the program that can be made bad, cut and reset while they talk.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int SlowBytes = 64;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(20);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly ConcurrentDictionary<Pair, byte> _pairs = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public FaultProxy(Uri server)
    {
        _server = server;
        _listener.Start(512);
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>Holds for bytes and connections from now on; a half-open connection never heals.</summary>
    public Fault Fault { get; set; }

    /// <summary>How many connections are half open.</summary>
    public int Dead => _pairs.Keys.Count(pair => pair.IsDead);

    /// <summary>Ends all connections, politely (FIN) or not (RST). Later ones are served.</summary>
    public void Cut(bool reset)
    {
        foreach (var pair in _pairs.Keys) pair.End(reset);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut(reset: true);
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Carry(client);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The proxy ends, or a client left before it was taken.
            }
        }
    }

    private async Task Carry(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var pair = new Pair(client, server);
        _pairs[pair] = 0;
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(Pump(client, server, pair), Pump(server, client, pair));
        }
        catch (SocketException)
        {
            // The program does not listen.
        }
        _pairs.TryRemove(pair, out _);
        pair.End(reset: false);
    }

    private async Task Pump(Socket from, Socket to, Pair pair)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (Fault == Fault.HalfOpen) pair.IsDead = true;
                if (pair.IsDead) continue;
                if (Fault == Fault.Latency) await Task.Delay(Random.Shared.Next(20, 120));
                var step = Fault == Fault.Slow ? SlowBytes : read;
                for (var at = 0; at < read; at += step)
                {
                    await to.SendAsync(buffer.AsMemory(at, Math.Min(step, read - at)));
                    if (step < read) await Task.Delay(SlowPause);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side is gone: so is the other.
        }
    }

    private sealed class Pair(Socket client, Socket server)
    {
        public volatile bool IsDead;

        public void End(bool reset)
        {
            foreach (var socket in new[] { client, server })
            {
                if (reset) socket.Close(0); // a close that does not linger resets
                else socket.Dispose();
            }
        }
    }
}
