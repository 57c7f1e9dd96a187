using System.IO.Compression;
using System.Net;
using Dapper;
using LiveDashboard.OpenData;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Statistics;

namespace LiveDashboard.Tests.OpenData;

/// <summary>The files of a statistic, which are large: made once for each revision, and sent as they lie on the disk.</summary>
public sealed class KeptFileTests
{
    private const string First = "kind,place,202503,202504\nTheft,North,40,41\nTheft,South,50,52\n";
    private const string Second = "kind,place,202503,202504\nTheft,North,44,41\nTheft,South,50,52\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revision_is_made_once_and_the_next_takes_its_place(Engine engine)
    {
        await using var app = await DashboardApp.Start(engine);
        await StatisticImportTests.Import(app, First);
        using var visitor = app.Visitor();
        foreach (var ending in new[] { "csv", "json" })
            Assert.Contains("90", await visitor.GetStringAsync($"/data/statistics/crime.{ending}"), StringComparison.Ordinal);

        // Nobody does this: it shows that nothing is read again.
        await app.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync("UPDATE statistic_cell SET n = 77777"));
        foreach (var ending in new[] { "csv", "json" })
            Assert.DoesNotContain("77777", await visitor.GetStringAsync($"/data/statistics/crime.{ending}"), StringComparison.Ordinal);

        await StatisticImportTests.Import(app, Second);
        Assert.Contains(",94,offences,ok,2", await visitor.GetStringAsync("/data/statistics/crime.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_the_same_packed_or_not_and_not_sent_to_who_has_it()
    {
        await using var app = await DashboardApp.Start();
        await StatisticImportTests.Import(app, First);
        using var visitor = app.Visitor();
        var plain = await visitor.GetByteArrayAsync("/data/statistics/crime.csv");
        using var packed = await Ask(visitor, "gzip, br;q=0.5");
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        using var unpacked = new MemoryStream();
        await using (var zip = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress))
            await zip.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
        using var refusing = await Ask(visitor, "gzip;q=0");
        Assert.Empty(refusing.Content.Headers.ContentEncoding);
        Assert.Equal(plain, await refusing.Content.ReadAsByteArrayAsync());
        Assert.NotEqual(packed.Headers.ETag, refusing.Headers.ETag); // other bytes are another file to what keeps them

        foreach (var (encoding, tag) in new[] { ("gzip", packed.Headers.ETag), ("identity", refusing.Headers.ETag) })
            Assert.Equal(HttpStatusCode.NotModified, (await Ask(visitor, encoding, tag)).StatusCode);
        await StatisticImportTests.Import(app, Second);
        Assert.Equal(HttpStatusCode.OK, (await Ask(visitor, "gzip", packed.Headers.ETag)).StatusCode);
    }

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one_and_what_fails_is_made_by_the_next()
    {
        using var kept = new KeptFiles();
        var made = 0;
        async Task Write(Stream stream)
        {
            Interlocked.Increment(ref made);
            await Task.Delay(20);
            await stream.WriteAsync("a,b\n"u8.ToArray());
        }
        await Assert.ThrowsAsync<IOException>(() => kept.Make("one", "1", _ => throw new IOException("full"), default));
        Assert.Null(await kept.Find("one", "1", default));
        var files = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => kept.Make("one", "1", Write, default)));
        Assert.Equal(1, made);
        Assert.Single(files.Select(file => file.Tag).Distinct());
        // What somebody still sends is sent to its end, also after the next version took its place.
        await (await kept.Make("one", "2", Write, default)).Contents.DisposeAsync();
        Assert.Null(await kept.Find("one", "1", default));
        foreach (var file in files)
        {
            using var text = new StreamReader(new GZipStream(file.Contents, CompressionMode.Decompress));
            Assert.Equal("a,b\n", await text.ReadToEndAsync());
        }
    }

    private static Task<HttpResponseMessage> Ask(
        HttpClient visitor, string encoding, System.Net.Http.Headers.EntityTagHeaderValue? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/data/statistics/crime.csv");
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        if (tag is not null) request.Headers.IfNoneMatch.Add(tag);
        return visitor.SendAsync(request);
    }
}
