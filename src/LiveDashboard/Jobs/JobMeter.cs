using System.Diagnostics.Metrics;

namespace LiveDashboard.Jobs;

/// <summary>What the timetable measures of itself, for whoever listens to the meter <see cref="Name"/>.</summary>
public sealed class JobMeter
{
    public const string Name = "LiveDashboard.Jobs";
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;

    public JobMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _runs = meter.CreateCounter<long>("job.runs", "{run}", "Runs of jobs, by job and outcome.");
        _duration = meter.CreateHistogram<double>("job.duration", "s", "How long a run took.");
        _lag = meter.CreateHistogram<double>("job.lag", "s", "How long after its time a run started.");
    }

    public void Ran(string job, string outcome, TimeSpan took)
    {
        _runs.Add(1, new("job", job), new("outcome", outcome));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }

    public void Late(string job, TimeSpan by) =>
        _lag.Record(Math.Max(0, by.TotalSeconds), new KeyValuePair<string, object?>("job", job));
}
