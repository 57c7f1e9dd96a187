using System.Globalization;
using CsvHelper;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveDashboard.Figures;

/// <summary>Everything that a board shows, as numbers: from the same readings, under the same suppression.</summary>
public static class OpenData
{
    private static readonly string[] Columns = ["figure", "group", "measure", "value", "unit", "messages", "from", "to", "state", "note", "as_of", "definition"];

    public static void MapOpenData(this IEndpointRouteBuilder app)
    {
        app.MapGet("/data/{board}.csv", Csv).WithTags("Open data");
        app.MapGet("/data/{board}.json", Json).WithTags("Open data");
    }

    private static IResult Csv(string board, HttpContext http, FigureBoards boards, StationTime station)
    {
        if (boards.Find(board) is not { } state) return TypedResults.NotFound();
        var text = new StringWriter(CultureInfo.InvariantCulture);
        // Category names come from outside: a spreadsheet must not take one for a formula.
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            Write(csv, Columns);
            foreach (var number in Numbers(state))
                Write(csv,
                [
                    number.Name, number.Group, number.Measure, number.Number?.ToString(CultureInfo.InvariantCulture) ?? "",
                    number.Unit, number.Count?.ToString(CultureInfo.InvariantCulture) ?? "", Day(number.From), Day(number.To),
                    FrameFigure.Name(number.State), number.Note, AsOf(state, station),
                    number.Definition.ToString(CultureInfo.InvariantCulture),
                ]);
        }
        MayBeKept(http);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{board}.csv\"";
        return TypedResults.Text(text.ToString(), "text/csv; charset=utf-8");
    }

    private static Results<JsonHttpResult<object>, NotFound> Json(string board, HttpContext http, FigureBoards boards, StationTime station)
    {
        if (boards.Find(board) is not { } state) return TypedResults.NotFound();
        MayBeKept(http);
        return TypedResults.Json<object>(new
        {
            Board = board,
            AsOf = AsOf(state, station),
            Figures = Numbers(state).Select(number => new
            {
                Figure = number.Name,
                number.Group,
                number.Measure,
                Value = number.Number,
                number.Unit,
                Messages = number.Count,
                From = Day(number.From),
                To = Day(number.To),
                State = FrameFigure.Name(number.State),
                number.Note,
                number.Definition,
            }),
        });
    }

    /// <summary>The numbers of a board, in the order of its sources.</summary>
    public static IEnumerable<FigureNumber> Numbers(BoardState state) =>
        state.Readings.OrderBy(reading => reading.Key, StringComparer.Ordinal).SelectMany(reading => reading.Value.InNumbers());

    private static void Write(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static string AsOf(BoardState state, StationTime station) =>
        station.At(state.At).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static void MayBeKept(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=1, stale-while-revalidate=5";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // open data: any page may read it
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
