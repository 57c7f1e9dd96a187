using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Desk.Queue;

/// <summary>The desk's alerts for the operations page.</summary>
public sealed class DeskStaffAlerts(QueueStore store) : IStaffAlerts
{
    public async Task<IReadOnlyList<StaffAlert>> Read(Language text, CancellationToken ct) =>
        [.. (await store.Alerts(ct)).Some.Select(one =>
            new StaffAlert(text.Plural($"desk.alert.{one.Alert}", one.Count), $"/staff/desk?alert={one.Alert}"))];
}
