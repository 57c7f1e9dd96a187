using System.Diagnostics;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Measuring;

public sealed class FigureBeatTests
{
    private const int Beat = 100;

    [Fact]
    public async Task Ten_thousand_changes_in_a_burst_are_a_few_frames()
    {
        var counter = new Counter();
        await using var app = await DashboardApp.Start(
            settings: ["--Live:BeatMilliseconds", $"{Beat}", "--Live:RefreshSeconds", "300"],
            with: services => services.AddSingleton<IFigureSource>(counter));
        await using var live = await app.Live();
        await live.Watch(Counter.BoardName);
        var signal = app.Get<FigureSignal>();

        var started = Stopwatch.StartNew();
        Parallel.For(0, 10_000, _ =>
        {
            counter.Increment();
            signal.Changed(counter.Name);
        });
        var frames = new List<Frame> { await live.NextFrame() };
        while (CounterReading.In(frames[^1]) < 10_000) frames.Add(await live.NextFrame());

        Assert.InRange(frames.Count, 1, started.ElapsedMilliseconds / Beat + 2);
        for (var i = 1; i < frames.Count; i++) Assert.Equal(frames[i - 1].To, frames[i].From);
    }

    [Fact]
    public async Task What_a_room_waits_for_goes_out_more_often_and_holds_up_nothing_else()
    {
        var (usual, room) = (new Counter(), new Counter { Name = "room", IsQuick = true });
        await using var app = await DashboardApp.Start(
            settings: ["--Live:BeatMilliseconds", "3000", "--Live:QuickBeatMilliseconds", "50", "--Live:RefreshSeconds", "300"],
            with: services => services.AddSingleton<IFigureSource>(usual).AddSingleton<IFigureSource>(room));
        await using var hall = await app.Live();
        await using var home = await app.Live();
        await hall.Watch(room.Board);
        await home.Watch(usual.Board);
        Task<Frame> Change(Counter counter, LiveClient live)
        {
            counter.Increment();
            app.Get<FigureSignal>().Changed(counter.Name);
            return live.NextFrame();
        }

        await Change(usual, home); // at once
        var next = Change(usual, home);
        var beats = 0;
        for (; !next.IsCompleted; beats++) Assert.Equal(beats + 1, CounterReading.In(await Change(room, hall)));
        Assert.True(beats >= 3, $"{beats} beats of the room in three seconds");
        Assert.Equal(2, CounterReading.In(await next));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_that_is_stored_reaches_the_page_and_one_that_is_not_does_not(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await DashboardApp.Start(engine,
            settings: ["--Live:BeatMilliseconds", $"{Beat}", "--Live:RefreshSeconds", "300"],
            with: services => services.AddSingleton<TimeProvider>(clock),
            map: app => app.MapPost(
                "/test/cases", async (int count, bool fails, CaseLedger ledger, WriteLane lane, FigureSignal signal) =>
            {
                await lane.Write(async turn =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        var id = CaseId.New();
                        await ledger.Record(
                            turn,
                            [new NewCase(id, "web", null, null)],
                            [new NewEvent(id, EventKind.Received, clock.GetUtcNow(), CaseStory.Concern)]);
                    }
                    if (fails) throw new InvalidOperationException("half way");
                });
                signal.CasesChanged();
            }));
        await using var live = await app.Live();
        var shown = (await live.Watch(HomeBoard.Name))!.To;
        using var visitor = app.Visitor();

        Assert.False((await visitor.PostAsync("/test/cases?count=40&fails=true", null)).IsSuccessStatusCode);
        Assert.True((await visitor.PostAsync("/test/cases?count=12&fails=false", null)).IsSuccessStatusCode);

        var frame = await live.NextFrame();
        Assert.Equal((shown, shown + 1), (frame.From, frame.To));
        Assert.Equal("12", frame.Figures.Single(figure => figure.Key == "waiting").Text);
        Assert.Equal(12, app.Get<FigureBoards>().Find(HomeBoard.Name)!.Reading<WaitingReading>()!.Waiting);
    }

    [Fact]
    public async Task Ages_move_with_time_alone()
    {
        var clock = new FakeClock();
        await using var app = await DashboardApp.Start(
            settings: ["--Live:BeatMilliseconds", "50", "--Live:RefreshSeconds", "1"],
            with: services => services.AddSingleton<TimeProvider>(clock));
        var ids = Enumerable.Range(0, 12).Select(_ => CaseId.New()).ToArray();
        await app.Get<CaseLedger>().Record(
            [.. ids.Select(id => new NewCase(id, "web", null, null))],
            [.. ids.Select(id => new NewEvent(id, EventKind.Received, clock.GetUtcNow(), CaseStory.Concern))],
            CancellationToken.None);
        await using var live = await app.Live();
        await live.Watch(HomeBoard.Name);
        app.Get<FigureSignal>().CasesChanged();
        await live.NextFrame();

        clock.Advance(TimeSpan.FromHours(3));
        Frame frame;
        do frame = await live.NextFrame();
        while (frame.Figures.All(figure => figure.Key != "longest"));
        Assert.Equal(
            Language.English.Duration(TimeSpan.FromHours(3)),
            frame.Figures.Single(figure => figure.Key == "longest").Text);
    }
}
