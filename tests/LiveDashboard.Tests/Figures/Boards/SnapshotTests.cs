using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Figures.Boards;

public sealed class SnapshotTests
{
    [Fact]
    public async Task A_board_is_there_as_json_and_may_be_kept_for_a_second()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        using var answer = await visitor.GetAsync("/api/v1/boards/home?lang=fr");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "max-age=1, public, stale-while-revalidate=5",
            string.Join(", ", answer.Headers.CacheControl!.ToString().Split(", ").Order()));
        var frame = await answer.Content.ReadFromJsonAsync<Frame>(FrameJson.Options);
        var board = app.Get<FigureBoards>().Find("home")!;
        Assert.Equal((board.Epoch, 0, board.Version), (frame!.Epoch, frame.From, frame.To));
        Assert.NotEmpty(frame.Figures);
    }

    [Fact]
    public async Task Who_has_the_newest_is_told_so_and_no_more()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var tag = (await visitor.GetAsync("/api/v1/boards/home?lang=en")).Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boards/home?lang=en");
        again.Headers.IfNoneMatch.Add(tag);
        using var answer = await visitor.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Headers.CacheControl!.Public);

        using var french = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boards/home?lang=fr");
        french.Headers.IfNoneMatch.Add(tag);
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(french)).StatusCode);
    }

    [Fact]
    public async Task Compressed_it_is_the_same()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        using var compressed = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boards/home");
        compressed.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await visitor.SendAsync(compressed);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var plain = new System.IO.Compression.GZipStream(
            await answer.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var text = new StreamReader(plain);
        Assert.Equal(await visitor.GetStringAsync("/api/v1/boards/home"), await text.ReadToEndAsync());
    }

    [Theory]
    [InlineData("/api/v1/boards/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/boards/home?lang=tlh", HttpStatusCode.BadRequest)]
    [InlineData("/data/none.csv", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_said_so(string address, HttpStatusCode status)
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        Assert.Equal(status, (await visitor.GetAsync(address)).StatusCode);
    }
}
