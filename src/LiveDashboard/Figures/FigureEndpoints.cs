using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Figures;

public static class FigureEndpoints
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FigureSignal>();
        services.AddSingleton<FigureBoards>();
        services.AddSingleton<FigureMeasuring>();
        services.AddSingleton<FigureWatchers>();
        services.AddSingleton(BuildId.OfThisProgram());
        services.AddSingleton<IFanOut, HubFanOut>();
        services.AddSingleton<FigureBeat>();
        services.AddHostedService(provider => provider.GetRequiredService<FigureBeat>());
        services.AddHostedService<HeartbeatTicker>();
        services.AddSingleton<HubLifetimeManager<FigureHub>, FigureHubConnections>();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 4096; // the longest invocation has under 200 bytes
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
            hub.EnableDetailedErrors = false;
            hub.DisableImplicitFromServicesParameters = true;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions = FrameJson.Options);
    }

    public static void MapFigures(this IEndpointRouteBuilder app)
    {
        app.MapHub<FigureHub>(FigureHub.Path, hub =>
        {
            hub.Transports = HttpTransportType.WebSockets;
            hub.ApplicationMaxBufferSize = 8 * 1024;
            // Small, so that a viewer who does not read is noticed, and holds little.
            hub.TransportMaxBufferSize = 16 * 1024;
            hub.TransportSendTimeout = TimeSpan.FromSeconds(10);
        });
        app.MapGet("/api/v1/boards/{board}", Snapshot).WithTags("Boards").WithName("Board").DescribeSnapshot();
    }

    /// <summary>The snapshot of a board: the frame from version 0. Caches may keep it for a second.</summary>
    private static Results<FileContentHttpResult, ProblemHttpResult> Snapshot(
        string board, string? lang, HttpContext http, FigureBoards boards, StationTime station)
    {
        if (Language.Find(lang ?? Language.English.Code) is not { } language)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status400BadRequest, "no-such-language", "There is no such language",
                $"lang is one of {string.Join(", ", Language.All)}."));
        if (boards.Find(board) is not { } state)
            return TypedResults.Problem(Problems.Of(
                StatusCodes.Status404NotFound, "no-such-board", "There is no such board", "The board of the home page is home."));

        http.Response.Headers.CacheControl = "public, max-age=1, stale-while-revalidate=5";
        var frame = state.Since(language, 0, language.Clock(station.At(state.At)));
        return TypedResults.File(
            FrameJson.Encode(frame), "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{state.Epoch}.{state.Version}.{language}\""));
    }
}
