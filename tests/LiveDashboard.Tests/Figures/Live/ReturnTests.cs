using LiveDashboard.Figures.Boards;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Figures.Live;

public sealed class ReturnTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Viewers_who_come_back_and_pages_that_ask_for_snapshots_cost_no_database_read(Engine engine)
    {
        const int Viewers = 100;
        const int ReadsOfJobs = 5; // a minute may begin meanwhile
        await using var app = await DashboardApp.Start(engine, ["--Live:RefreshSeconds", "300"]);
        using var visitor = app.Visitor();
        var before = app.Get<Database>().ReadersOpened;
        for (var i = 0; i < Viewers; i++)
        {
            using var viewer = await RawViewer.Greeted(app.Address);
            await viewer.Watch("home", epoch: "of before the restart", version: 7);
            Frame? frame = null;
            while (frame is null) frame = RawViewer.FrameIn((await viewer.Next())!.Value);
            Assert.Equal(0, frame.From);
            (await visitor.GetAsync("/api/v1/boards/home?lang=fr")).EnsureSuccessStatusCode();
        }
        Assert.InRange(app.Get<Database>().ReadersOpened - before, 0, ReadsOfJobs);
    }
}
