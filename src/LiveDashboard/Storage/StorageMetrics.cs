using System.Diagnostics.Metrics;

namespace LiveDashboard.Storage;

/// <summary>What an operator watches of the database: the meter <c>LiveDashboard.Storage</c>.</summary>
public sealed class StorageMetrics
{
    public const string MeterName = "LiveDashboard.Storage";

    private readonly Meter _meter;
    private readonly Histogram<int> _items;
    private readonly Histogram<double> _time;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _refused;

    public StorageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _items = _meter.CreateHistogram<int>(
            "livedashboard.commit.items", "{item}", "Writes that a commit made durable.");
        _time = _meter.CreateHistogram<double>(
            "livedashboard.commit.time", "s", "From the begin of a commit to its end.");
        _failed = _meter.CreateCounter<long>(
            "livedashboard.commits.failed", "{commit}", "Commits that failed, by reason.");
        _refused = _meter.CreateCounter<long>(
            "livedashboard.writes.refused", "{write}", "Writes not taken, by reason.");
    }

    /// <summary>Shows what is asked for when somebody looks; without a listener nothing is asked.</summary>
    /// <param name="logBytes">The size of SQLite's write-ahead log.</param>
    /// <param name="freeBytes">What is free where the data lies.</param>
    public void Watch(WriteLane lane, Database database, Func<long> logBytes, Func<long> freeBytes)
    {
        _meter.CreateObservableUpDownCounter(
            "livedashboard.lane.waiting", () => lane.Waiting, "{write}", "Writes that wait.");
        _meter.CreateObservableCounter(
            "livedashboard.readers.opened", () => database.ReadersOpened, "{connection}", "Connections taken to read.");
        _meter.CreateObservableGauge("livedashboard.wal.size", logBytes, "By", "SQLite's write-ahead log.");
        _meter.CreateObservableGauge("livedashboard.disk.free", freeBytes, "By", "Room where the data lies.");
    }

    public void Committed(int items, TimeSpan took)
    {
        _items.Record(items);
        _time.Record(took.TotalSeconds);
    }

    /// <param name="reason">A <see cref="WriteStop"/>, or <c>other</c>.</param>
    public void Failed(string reason) => _failed.Add(1, Reason(reason));

    /// <param name="reason">A <see cref="WriteStop"/>, or <c>busy</c> when the queue is full.</param>
    public void Refused(string reason) => _refused.Add(1, Reason(reason));

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason.ToLowerInvariant());
}
