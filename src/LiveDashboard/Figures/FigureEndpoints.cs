using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Figures.Sockets;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures;

public static class FigureEndpoints
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FigureMetrics>();
        services.AddSingleton<FigureSignal>();
        services.AddSingleton<FigureBoards>();
        services.AddSingleton<EncodedSnapshots>();
        services.AddSingleton<FigureMeasuring>();
        services.AddSingleton<FigureWatchers>();
        services.AddSingleton(BuildId.OfThisProgram());
        services.AddSingleton<IFanOut, HubFanOut>();
        services.AddSingleton<OtherNodes>();
        services.AddHostedService(provider => provider.GetRequiredService<OtherNodes>());
        services.AddSingleton<FigureBeat>();
        services.AddHostedService(provider => provider.GetRequiredService<FigureBeat>());
        services.AddHostedService<HeartbeatTicker>();
        services.AddHub();
    }

    public static void MapFigures(this IEndpointRouteBuilder app)
    {
        app.MapLive();
        app.MapSnapshots();
    }

    private static void AddHub(this IServiceCollection services)
    {
        services.AddSingleton<Admission>();
        services.AddSingleton<Origins>();
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<ViewerDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<ViewerDrain>());
        services.AddHostedService<ViewerRounds>();
        services.AddSingleton<HubLifetimeManager<FigureHub>, FigureHubConnections>();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = ViewerInput.LongestMessage;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
            hub.EnableDetailedErrors = false;
            hub.DisableImplicitFromServicesParameters = true;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions = FrameJson.Options);
    }
}
