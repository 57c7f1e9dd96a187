using System.Net;
using System.Threading.Channels;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Helpers;

/// <summary>A page's live connection: the official hub client, and what it was told so far.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    /// <summary>Far longer than anything here takes, and short enough to end a test that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HubConnection _connection;
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly Channel<Heartbeat> _heartbeats = Channel.CreateUnbounded<Heartbeat>();

    private LiveClient(HubConnection connection)
    {
        _connection = connection;
        connection.On<Frame>("Frame", frame => _frames.Writer.TryWrite(frame));
        connection.On<Heartbeat>("Heartbeat", heartbeat => _heartbeats.Writer.TryWrite(heartbeat));
    }

    public static async Task<LiveClient> Connect(Uri address)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(
            new UriEndPoint(new UriBuilder(address) { Scheme = "ws", Path = FigureHub.Path }.Uri));
        builder.Services.AddSingleton<IConnectionFactory, WebSocketConnectionFactory>();
        var client = new LiveClient(builder.Build());
        await client._connection.StartAsync();
        return client;
    }

    public Task<Frame?> Watch(string board, string language = "en", string? epoch = null, long version = 0) =>
        _connection.InvokeAsync<Frame?>("Watch", board, language, epoch, version).WaitAsync(Patience);

    public Task Unwatch(string board, string language = "en") =>
        _connection.InvokeAsync("Unwatch", board, language).WaitAsync(Patience);

    public Task<Frame> NextFrame() => _frames.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    public Task<Heartbeat> NextHeartbeat() => _heartbeats.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The frames that have arrived and were not taken yet.</summary>
    public List<Frame> Frames()
    {
        var frames = new List<Frame>();
        while (_frames.Reader.TryRead(out var frame)) frames.Add(frame);
        return frames;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
