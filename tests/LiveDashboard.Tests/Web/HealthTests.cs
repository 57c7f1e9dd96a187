using System.Net;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Tests.Web;

public sealed class HealthTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_ready_when_the_figures_are_there_and_not_before(Engine engine)
    {
        // So slow that no beat measures by itself while the test looks.
        await using var app = await DashboardApp.Start(engine, ["--Live:RefreshSeconds", "300"], prepare: false);
        using var visitor = app.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/health/ready")).StatusCode);
        await app.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_full_queue_is_answered_with_503_and_when_to_try_again()
    {
        await using var app = await DashboardApp.Start(
            settings: ["--Data:QueueLimit", "1"],
            map: app => app.MapPost("/test/write", async (WriteLane lane) =>
            {
                await lane.Write(_ => Task.CompletedTask);
                return Results.Ok();
            }));
        using var visitor = app.Visitor();
        var gate = await LaneGate.Close(app.Get<WriteLane>());
        var accepted = app.Get<WriteLane>().Write(_ => Task.CompletedTask);

        using var refused = await visitor.PostAsync("/test/write", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);

        await gate.Open();
        await accepted;
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync("/test/write", null)).StatusCode);
    }

    [Theory]
    [InlineData("--Publication:K", "4", "K")]
    [InlineData("--Publication:HeadlineMinimum", "9", "HeadlineMinimum")]
    [InlineData("--Live:BeatMilliseconds", "10", "BeatMilliseconds")]
    [InlineData("--Live:HeartbeatSeconds", "0", "HeartbeatSeconds")]
    [InlineData("--Provider:TimeZone", "Europe/Lundon", "Provider:TimeZone is not a time zone that this machine knows")]
    [InlineData("--Provider:Name", "", "Name")]
    [InlineData("--Data:QueueLimit", "0", "QueueLimit")]
    public async Task A_setting_that_cannot_be_is_refused_by_its_name(string setting, string value, string named)
    {
        var refused =
            await Assert.ThrowsAsync<OptionsValidationException>(() => DashboardApp.Start(settings: [setting, value]));
        Assert.Contains(named, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }
}
