using LiveDashboard.Web;

namespace LiveDashboard.Figures.Boards;

/// <summary>The snapshot as the interface's document describes it.</summary>
public static class SnapshotDocument
{
    public static void DescribeSnapshot(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("The figures of a board as they are now")
        .WithDescription(
            "Final texts in a language, with a state each: ok, empty, suppressed, late-source, closed, error. May be kept for "
            + "a second; send If-None-Match to be told that nothing changed. The same as numbers: /data/{board}.json.")
        .Produces<Frame>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters!.Single(parameter => parameter.Name == "board").Description = "The board's name: home.";
            operation.Parameters!.Single(parameter => parameter.Name == "lang").Description =
                $"The language: {string.Join(", ", Language.All)}. Default: {Language.English}.";
            operation.Explain(StatusCodes.Status200OK, "The frame from version 0.", "ETag", "Cache-Control");
            operation.Explain(StatusCodes.Status304NotModified, "Nothing changed.", "ETag");
            operation.Explain(StatusCodes.Status400BadRequest, "There is no such language.");
            operation.Explain(StatusCodes.Status404NotFound, "There is no such board.");
            return Task.CompletedTask;
        });
}
