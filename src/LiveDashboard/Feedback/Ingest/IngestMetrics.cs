using System.Diagnostics.Metrics;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>What connected systems send: the meter <c>LiveDashboard.Ingest</c>.</summary>
public sealed class IngestMetrics
{
    public const string MeterName = "LiveDashboard.Ingest";

    private readonly Counter<long> _cases;
    private readonly Counter<long> _events;
    private readonly Counter<long> _refused;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _cases = meter.CreateCounter<long>("livedashboard.ingest.cases", "{case}", "Cases added, each counted once.");
        _events = meter.CreateCounter<long>("livedashboard.ingest.events", "{event}", "Events added to known cases.");
        _refused = meter.CreateCounter<long>(
            "livedashboard.ingest.refused", "{request}", "Requests of good keys that were refused, by problem.");
    }

    public void AddedCases(int cases) => _cases.Add(cases);
    public void AddedEvents(int events) => _events.Add(events);

    /// <param name="problem">The last part of the problem's type.</param>
    public void Refused(string problem) => _refused.Add(1, new KeyValuePair<string, object?>("reason", problem));
}
