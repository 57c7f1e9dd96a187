using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Screen;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby;

/// <summary>What the slice adds to the program.</summary>
public static class LobbyServices
{
    public static void AddLobby(this IServiceCollection services)
    {
        services.AddSingleton<IFigureSource, LobbyFigures>();
        services.AddSingleton<LobbySignal>();
        services.AddSingleton<StageReader>();
        services.AddRetention<PairingStore>();
        services.AddSingleton<PairingLimits>();
        services.AddSingleton<ScreenStore>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<ReportLimit>();
        services.AddRetention<OrderStore>();
        services.AddSingleton<IStaffAlerts, ScreenAlerts>();
    }
}
