using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>
/// Turns the buckets of a day into what was known at a moment: replies that came later were still open then. Within the
/// one day's width in which the buckets cannot tell, receipts are taken as spread evenly over the day.
/// </summary>
public sealed class AsOfDays(DateTimeOffset asOf, StationTime station)
{
    private readonly List<(long Bucket, double N)> _answered = [];
    private readonly List<StillOpen> _open = [];

    /// <summary>Answered by the moment.</summary>
    public IEnumerable<(long Bucket, double N)> Answered => _answered;

    /// <summary>Received by then and answered only later.</summary>
    public IEnumerable<StillOpen> Open => _open;

    public void Add(DateOnly day, IEnumerable<DayBucket> buckets)
    {
        var oldest = (asOf - station.StartOf(day)).TotalMilliseconds;
        var youngest = (asOf - station.StartOf(day.AddDays(1))).TotalMilliseconds;
        if (oldest <= 0) return;
        // Of a day that has only begun, the later part was not received yet.
        var share = youngest < 0 ? oldest / (oldest - youngest) : 1;
        youngest = Math.Max(0, youngest);

        var later = 0.0;
        foreach (var bucket in buckets)
        {
            double from = DurationBuckets.From((int)bucket.Bucket), to = DurationBuckets.To((int)bucket.Bucket);
            var answered = to <= youngest ? 1 : from >= oldest ? 0 : Math.Clamp((oldest - (from + to) / 2) / (oldest - youngest), 0, 1);
            if (answered > 0) _answered.Add((bucket.Bucket, bucket.N * share * answered));
            later += bucket.N * share * (1 - answered);
        }
        // By the hour of age, as evenly as they are taken to have come.
        var hours = Math.Max(1, (int)Math.Round((oldest - youngest) / 3_600_000));
        for (var hour = 0; hour < hours && later > 0; hour++)
            _open.Add(new StillOpen((long)(youngest + (hour + 0.5) * (oldest - youngest) / hours), later / hours));
    }
}
