using LiveDashboard.Staff;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Steering;

/// <summary>Screens that went silent, and tokens that two devices have.</summary>
public sealed class ScreenAlerts(ScreenStore screens, StationTime station, StaffClock clock) : IStaffAlerts
{
    /// <summary>How long it is told that two devices had one token.</summary>
    public static readonly TimeSpan ClonedFor = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<StaffAlert>> Read(Language text, CancellationToken ct)
    {
        var now = clock.NowMs;
        return
        [
            .. from screen in await screens.List(ct)
               from alert in Of(screen, now)
               select new StaffAlert(
                   text.Say($"screens.alert.{alert.Kind}", screen.Name, station.When(text, alert.At)), $"/staff/screens#s-{screen.Id}"),
        ];
    }

    private static IEnumerable<(string Kind, long At)> Of(PairedScreen screen, long now)
    {
        if (screen.IsSilent(now)) yield return ("silent", screen.SeenAt ?? screen.PairedAt);
        if (IsCloned(screen, now)) yield return ("cloned", screen.ClonedAt!.Value);
    }

    /// <summary>Whether two devices spoke with its token lately.</summary>
    public static bool IsCloned(PairedScreen screen, long now) =>
        screen.ClonedAt is { } at && now - at < (long)ClonedFor.TotalMilliseconds;
}
