using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Events.Attendance;

/// <summary>A metric of an initiative that counts who came to its events.</summary>
/// <param name="Initiative">The initiative's name in its address.</param>
/// <param name="Open">Whether it still takes readings.</param>
/// <param name="Shown">Whether the public sees the initiative.</param>
public sealed record AttendanceMetric(
    string Id, string Initiative, string InitiativeEn, string InitiativeFr, string NameEn, string NameFr, bool Open,
    bool Shown)
{
    public string InitiativeName(Language language) => BothLanguages.Choose(language, InitiativeEn, InitiativeFr);
    public string Name(Language language) => BothLanguages.Choose(language, NameEn, NameFr);

    /// <summary>Its initiative's page, after the language.</summary>
    public string Path => $"/initiatives/{Initiative}";
}

/// <summary>What an event's attendance counts for.</summary>
/// <param name="Part">What tells it from other events of the same time: the event's name in its address.</param>
/// <param name="Day">The event's day at the station.</param>
public sealed record AttendanceReading(string MetricId, string Part, DateOnly Day);

/// <summary>
/// Where attendance is counted besides on the event's own page; tied to the initiatives where the program is put together.
/// </summary>
public interface IAttendanceMetrics
{
    /// <summary>All metrics that add up numbers of people.</summary>
    Task<IReadOnlyList<AttendanceMetric>> List(CancellationToken ct);

    /// <summary>
    /// Counts it, in the transaction of the attendance; what was counted for it somewhere else before, or in another
    /// period, is taken back.
    /// </summary>
    /// <param name="was">Where it was counted until now; null: nowhere.</param>
    /// <param name="now">Where it counts; null: nowhere.</param>
    /// <param name="reason">Why it is not what was said before; "" of a first word.</param>
    /// <returns>
    /// False when the initiative takes no readings any more: then nothing of the transaction may stay.
    /// </returns>
    Task<bool> Count(
        WriteTurn turn, Actor actor, AttendanceReading? was, AttendanceReading? now, long people, string source,
        string reason);

    /// <summary>After the commit.</summary>
    void Counted();
}
