using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.News;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.OpenData;

/// <summary>The lists at their stable addresses, and the read interface.</summary>
public static class DataEndpoints
{
    private const int MostRows = 1000;

    public static void AddOpenData(this IServiceCollection services)
    {
        services.AddSingleton<OpenLists>();
        services.AddSingleton<DataFiles>();
        services.AddSingleton<KeptFiles>();
        services.AddSingleton<INews, CorrectionNews>();
    }

    public static void MapOpenLists(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/data", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) =>
        {
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            return TypedResults.Redirect($"/{Visit.LanguageOf(http.Request).Code}/data");
        });
        app.MapGet("/data/archive/{day}.zip", Archived).WithTags("Open data");
        // Figures have addresses of their own, which are older.
        foreach (var (ending, type, write) in new (string, string, Func<Stream, IDataSet, DbConnection, CancellationToken, Task>)[]
        {
            ("csv", "text/csv; charset=utf-8", DataFile.WriteCsv), ("json", "application/json; charset=utf-8", DataFile.WriteJson),
        })
        {
            foreach (var folder in new[] { "lists", "statistics" })
                app.MapGet($"/data/{folder}/{{name}}.{ending}", (string name, HttpContext http, DataFiles files) =>
                    File(http, files, $"{folder}/{name}", type, write)).WithTags("Open data");
            app.MapGet($"/data/corrections.{ending}", (HttpContext http, DataFiles files) =>
                File(http, files, "corrections", type, write)).WithTags("Open data");
        }
        app.MapGet("/api/v1/data", Index).WithTags("Open data").WithName("DataSets")
            .WithSummary("All published lists, with their columns and addresses")
            .WithDescription("Names and columns do not change; a list that is added is here by itself. Needs no key.");
        app.MapGet("/api/v1/data/{**name}", Rows).WithTags("Open data").WithName("DataRows")
            .WithSummary("Rows of a published list")
            .WithDescription($"In pages of limit rows (at most {MostRows}), from the row after on; next is the address of the following page.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status304NotModified);
    }

    private static async Task<IResult> File(
        HttpContext http, DataFiles files, string name, string type,
        Func<Stream, IDataSet, DbConnection, CancellationToken, Task> write)
    {
        if (await files.Find(name, type, http.RequestAborted) is { } kept) return Send(http, kept, type);
        using var place = await files.Place(http.RequestAborted);
        if (!place.IsAcquired)
        {
            await RateLimits.TooMany(http, TimeSpan.FromSeconds(5), "Too many files are being made.");
            return TypedResults.Empty;
        }
        return await files.Make(name, type, write, http.RequestAborted) is { } made ? Send(http, made, type)
            : TypedResults.NotFound();
    }

    // What is packed goes out as it is, or is unpacked on the way for the few who do not take that: two files, two tags.
    private static IResult Send(HttpContext http, MadeFile made, string type)
    {
        Open(http, "public, max-age=10");
        var (contents, tag) = (made.Contents, made.Tag);
        if (made.Packed)
        {
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (TakesGzip(http.Request)) (http.Response.Headers.ContentEncoding, tag) = ("gzip", $"{tag}-gzip");
            else contents = new GZipStream(contents, CompressionMode.Decompress);
        }
        return TypedResults.Stream(contents, type, entityTag: EntityTagHeaderValue.Parse($"\"{tag}\""));
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(one => one.Value.Value is "gzip" or "*" && one.Quality is not 0);

    private static async Task<IResult> Index(HttpContext http, Database database, OpenLists lists, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var sets = await lists.List(snapshot.Connection, ct);
        var text = Language.English;
        return Answer(http, JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Data = sets.Select(set => new
                {
                    set.Name,
                    About = text[$"data.set.{set.About}"],
                    Licence = set.Licence.Length > 0 ? set.Licence : text["data.licence"],
                    Csv = $"/data/{set.Name}.csv",
                    Json = $"/data/{set.Name}.json",
                    Rows = $"/api/v1/data/{set.Name}",
                    Columns = set.Columns.Select(column => new { Name = column, About = text[$"data.column.{column}"] }),
                }),
            },
            JsonSerializerOptions.Web), "application/json; charset=utf-8");
    }

    private static async Task<IResult> Rows(
        string name, int? limit, int? after, HttpContext http, Database database, OpenLists lists, CancellationToken ct)
    {
        var (most, skip) = (limit ?? 100, after ?? 0);
        if (most is < 1 or > MostRows || skip < 0)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status400BadRequest, "no-such-page", "There is no such page", $"limit is from 1 to {MostRows}, and after from 0."));
        await using var snapshot = await database.ReadSnapshot(ct);
        if (await lists.Find(snapshot.Connection, name, ct) is not { } set)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status404NotFound, "no-such-data", "There is no such list", "/api/v1/data has all of them."));
        var rows = await set.Rows(snapshot.Connection, skip, most + 1, ct).ToListAsync(ct);
        using var whole = new MemoryStream();
        await using (var json = new Utf8JsonWriter(whole))
        {
            json.WriteStartObject();
            json.WriteString("data", set.Name);
            json.WriteStartArray("rows");
            foreach (var row in rows.Take(most)) DataFile.WriteRow(json, set.Columns, row);
            json.WriteEndArray();
            if (rows.Count > most) json.WriteString("next", $"/api/v1/data/{set.Name}?limit={most}&after={skip + most}");
            else json.WriteNull("next");
            json.WriteEndObject();
        }
        return Answer(http, whole.ToArray(), "application/json; charset=utf-8");
    }

    private static IResult Archived(string day, HttpContext http, DataArchive archive)
    {
        if (archive.Find(day) is not { } file) return TypedResults.NotFound();
        Open(http, "public, max-age=31536000, immutable"); // a day that is over does not change
        return TypedResults.PhysicalFile(file, "application/zip", $"data-{day}.zip");
    }

    private static IResult Answer(HttpContext http, byte[] bytes, string type)
    {
        Open(http, "public, max-age=10");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        return TypedResults.File(bytes, type, entityTag: EntityTagHeaderValue.Parse(tag));
    }

    private static void Open(HttpContext http, string kept)
    {
        http.Response.Headers.CacheControl = kept;
        http.Response.Headers.AccessControlAllowOrigin = "*"; // open data: any page may read it
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
