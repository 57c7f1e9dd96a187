using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Live;

public sealed class FigureHubTests
{
    private readonly Counter _counter = new();

    [Fact]
    public async Task A_page_that_is_current_is_told_nothing()
    {
        await using var app = await Start();
        await using var live = await app.Live();
        var board = app.Get<FigureBoards>().Find(Counter.BoardName)!;
        Assert.Null(await live.Watch(Counter.BoardName, "en", board.Epoch, board.Version));
    }

    [Fact]
    public async Task A_page_that_is_behind_is_told_what_is_newer_and_nothing_else()
    {
        await using var app = await Start();
        var board = app.Get<FigureBoards>().Find(Counter.BoardName)!;
        await Count(app, 7);
        await using var live = await app.Live();
        var frame = await live.Watch(Counter.BoardName, "fr", board.Epoch, board.Version);
        Assert.Equal((board.Version, board.Version + 1), (frame!.From, frame.To));
        Assert.Equal("7 in fr", Assert.Single(frame.Figures).Spoken);
    }

    [Theory]
    [InlineData("another epoch", 1)]
    [InlineData(null, 1)]
    [InlineData("", 999)]
    [InlineData("", -1)]
    public async Task A_page_whose_version_means_nothing_here_gets_the_snapshot(string? epoch, long version)
    {
        await using var app = await Start();
        await using var live = await app.Live();
        var board = app.Get<FigureBoards>().Find(Counter.BoardName)!;
        var frame = await live.Watch(Counter.BoardName, "en", epoch == "" ? board.Epoch : epoch, version);
        Assert.Equal((board.Epoch, 0, board.Version), (frame!.Epoch, frame.From, frame.To));
        Assert.Equal(["constant", "value"], frame.Figures.Select(figure => figure.Key));
    }

    [Theory]
    [InlineData("no such board", "en")]
    [InlineData(Counter.BoardName, "tlh")]
    [InlineData("", "")]
    public async Task An_unknown_board_or_language_is_refused_and_not_remembered(string name, string language)
    {
        await using var app = await Start();
        await using var live = await app.Live();
        await Assert.ThrowsAsync<HubException>(() => live.Watch(name, language));
        if (name != Counter.BoardName) Assert.Null(app.Get<FigureBoards>().Find(name));
        Assert.NotNull(await live.Watch(Counter.BoardName)); // the connection may go on
    }

    [Fact]
    public async Task Changes_reach_everyone_who_watches_in_order_and_in_their_language()
    {
        await using var app = await Start();
        await using var english = await app.Live();
        await using var french = await app.Live();
        var shown = (await english.Watch(Counter.BoardName))!.To;
        await french.Watch(Counter.BoardName, "fr");
        for (var value = 1; value <= 5; value++)
        {
            await Count(app, value);
            var frame = await english.NextFrame();
            Assert.Equal((shown, shown + 1, value), (frame.From, frame.To, CounterReading.In(frame)));
            Assert.Equal($"{value} in fr", (await french.NextFrame()).Figures.Single().Spoken);
            shown = frame.To;
        }
    }

    [Fact]
    public async Task Who_stopped_watching_is_told_nothing_more()
    {
        await using var app = await Start();
        await using var leaving = await app.Live();
        await using var staying = await app.Live();
        await leaving.Watch(Counter.BoardName);
        await staying.Watch(Counter.BoardName);
        await leaving.Unwatch(Counter.BoardName);
        await Count(app, 1);
        await staying.NextFrame();
        Assert.Empty(leaving.Frames());
    }

    [Fact]
    public async Task Heartbeats_say_which_version_is_the_newest()
    {
        await using var app = await Start("--Live:HeartbeatSeconds", "1");
        await using var live = await app.Live();
        await live.Watch(Counter.BoardName);
        var (first, second) = (await live.NextHeartbeat(), await live.NextHeartbeat());
        var board = app.Get<FigureBoards>().Find(Counter.BoardName)!;
        Assert.Equal((board.Epoch, board.Version), (first.Epoch, first.Version));
        Assert.True(second.At > first.At);
        Assert.NotEmpty(first.Build);
    }

    [Fact]
    public async Task A_connection_that_ends_is_forgotten()
    {
        await using var app = await Start();
        var watchers = app.Get<FigureWatchers>();
        await using (var live = await app.Live())
        {
            await live.Watch(Counter.BoardName);
            Assert.Equal(1, watchers.Count);
        }
        await using var next = await app.Live();
        await next.Watch(Counter.BoardName);
        Assert.True(SpinWait.SpinUntil(() => watchers.Count == 1, LiveClient.Patience));
    }

    private Task<DashboardApp> Start(params string[] settings) => DashboardApp.Start(
        settings: ["--Live:BeatMilliseconds", "50", "--Live:RefreshSeconds", "300", .. settings],
        with: services => services.AddSingleton<IFigureSource>(_counter));

    /// <summary>Sets the counter and waits until the board shows it.</summary>
    private async Task Count(DashboardApp app, long value)
    {
        _counter.Value = value;
        app.Get<FigureSignal>().Changed(_counter.Name);
        var boards = app.Get<FigureBoards>();
        await Task.Run(() => SpinWait.SpinUntil(
            () => boards.Find(Counter.BoardName)!.Reading<CounterReading>()!.Value == value, LiveClient.Patience));
    }
}
