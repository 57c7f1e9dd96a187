using System.Diagnostics.Metrics;
using LiveDashboard.Figures.Sockets;

namespace LiveDashboard.Figures;

/// <summary>What an operator watches of the live machine: the meter <c>LiveDashboard.Figures</c>.</summary>
public sealed class FigureMetrics
{
    public const string MeterName = "LiveDashboard.Figures";

    private readonly UpDownCounter<long> _viewers;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _measured;
    private readonly Histogram<double> _measuring;
    private readonly Histogram<double> _lag;

    public FigureMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _viewers = meter.CreateUpDownCounter<long>("livedashboard.viewers", "{viewer}", "Pages that are connected.");
        _accepted = meter.CreateCounter<long>(
            "livedashboard.connections.accepted", "{connection}", "Connections taken; the rate is that of coming back.");
        _refused = meter.CreateCounter<long>(
            "livedashboard.connections.refused", "{connection}", "Connections not taken, by reason.");
        _dropped = meter.CreateCounter<long>(
            "livedashboard.viewers.dropped", "{viewer}", "Viewers dropped: slow to read, or silent.");
        _frames = meter.CreateCounter<long>("livedashboard.frames.sent", "{frame}", "Frames given to connections.");
        _measured = meter.CreateCounter<long>("livedashboard.figures.measured", "{source}", "Measurements of sources.");
        _measuring = meter.CreateHistogram<double>("livedashboard.beat.measuring", "s", "Time a beat measures.");
        _lag = meter.CreateHistogram<double>("livedashboard.beat.lag", "s", "From a change to the beat that takes it.");
    }

    public void Joined() => _viewers.Add(1);
    public void Left() => _viewers.Add(-1);
    public void Accepted() => _accepted.Add(1);
    public void Sent(int frames) => _frames.Add(frames);
    public void Lagged(TimeSpan lag) => _lag.Record(lag.TotalSeconds);

    public void WasRefused(Refused reason) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString().ToLowerInvariant()));

    /// <param name="reason"><c>slow</c> or <c>silent</c>.</param>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Measured(int sources, TimeSpan time)
    {
        _measured.Add(sources);
        _measuring.Record(time.TotalSeconds);
    }
}
