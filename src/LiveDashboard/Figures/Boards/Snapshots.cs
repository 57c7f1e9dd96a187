using LiveDashboard.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Figures.Boards;

/// <summary>
/// A board over HTTP, from memory: for pages that missed something or cannot open a WebSocket, and for other systems.
/// </summary>
public static class Snapshots
{
    public static void MapSnapshots(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/boards/{**board}", Snapshot).WithTags("Boards").WithName("Board").DescribeSnapshot();

    /// <summary>The snapshot of a board: the frame from version 0. Caches may keep it for a second.</summary>
    private static Results<FileContentHttpResult, ProblemHttpResult> Snapshot(
        string board, string? lang, HttpContext http, FigureBoards boards, EncodedSnapshots encoded)
    {
        if (Language.Find(lang ?? Language.English.Code) is not { } language)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status400BadRequest, "no-such-language", "There is no such language",
                $"lang is one of {string.Join(", ", Language.All)}."));
        if (boards.Find(board) is not { } state)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status404NotFound, "no-such-board", "There is no such board",
                "The board of the home page is home."));

        http.Response.Headers.CacheControl = "public, max-age=1, stale-while-revalidate=5";
        return TypedResults.File(
            encoded.Of(state, language), "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{state.Epoch}.{state.Version}.{language}\""));
    }
}
