using LiveDashboard.Figures.Live;

namespace LiveDashboard.Figures.Sockets;

/// <summary>The addresses of the live connection.</summary>
public static class LiveRoutes
{
    public static void MapLive(this IEndpointRouteBuilder app)
    {
        var endpoint = app.ServiceProvider.GetRequiredService<LiveEndpoint>();
        var connect = app.CreateApplicationBuilder();
        connect.Use((http, next) =>
        {
            _ = new ViewerUpgrade(http);
            return next(http);
        });
        connect.UseWebSockets();
        connect.Run(endpoint.Connect);
        // Short-circuited: what every middleware on the way keeps for a request, it would keep for each viewer.
        app.Map(FigureHub.Path, connect.Build()).ShortCircuit().ExcludeFromDescription();
        app.MapPost($"{FigureHub.Path}/negotiate", (RequestDelegate)endpoint.Negotiate).ExcludeFromDescription();
    }
}
