namespace LiveDashboard.Feedback.ReplyTimes.Times;

/// <summary>How many of the answered fell into a bucket of <see cref="DurationBuckets"/>.</summary>
public readonly record struct BucketCount(long Bucket, long N);

/// <summary>How many have waited about this long and still wait.</summary>
public readonly record struct StillOpen(long Milliseconds, double N);

/// <summary>
/// The estimator of <see cref="KaplanMeier"/> over counted buckets: what the pages publish. Within the bucket in which
/// the threshold is crossed it interpolates, so it is within the bucket's 2 % of the exact value.
/// </summary>
public sealed class BucketedTimes
{
    private readonly List<(long From, long To, double Answered, double Surviving)> _steps = [];
    private readonly long _longest;

    /// <param name="answered">Answered cases by bucket, in any order; fractions are allowed.</param>
    /// <param name="open">Open cases by age, in any order.</param>
    public BucketedTimes(IEnumerable<(long Bucket, double N)> answered, IEnumerable<StillOpen> open)
    {
        var buckets = answered.Where(bucket => bucket.N > 0)
            .GroupBy(bucket => bucket.Bucket, (bucket, same) => (Bucket: bucket, N: same.Sum(one => one.N)))
            .OrderBy(bucket => bucket.Bucket).ToArray();
        var waiting = open.Where(one => one.N > 0).OrderBy(one => one.Milliseconds).ToArray();
        var atRisk = buckets.Sum(bucket => bucket.N) + waiting.Sum(one => one.N);
        Cases = atRisk;

        var surviving = 1.0;
        var next = 0;
        foreach (var (bucket, n) in buckets)
        {
            var from = DurationBuckets.From((int)bucket);
            var to = DurationBuckets.To((int)bucket);
            while (next < waiting.Length && waiting[next].Milliseconds < from) atRisk -= waiting[next++].N;
            // Those whose age lies in the bucket were there for a part of it. (The actuarial life table of Cutler and
            // Ederer, 1958, takes half; here the ages are known.)
            var (leaving, absent) = (0.0, 0.0);
            for (; next < waiting.Length && waiting[next].Milliseconds < to; next++)
            {
                leaving += waiting[next].N;
                absent += waiting[next].N * (to - waiting[next].Milliseconds) / (to - from);
            }
            var exposed = Math.Max(n, atRisk - absent);
            surviving *= (exposed - n) / exposed;
            atRisk -= n + leaving;
            _steps.Add((from, to, n, surviving));
        }
        _longest = Math.Max(
            buckets.Length > 0 ? DurationBuckets.To((int)buckets[^1].Bucket) : 0,
            waiting.Length > 0 ? waiting[^1].Milliseconds : 0);
    }

    public BucketedTimes(IEnumerable<BucketCount> answered, IEnumerable<StillOpen> open)
        : this(answered.Select(bucket => (bucket.Bucket, (double)bucket.N)), open)
    {
    }

    /// <summary>Answered and open together.</summary>
    public double Cases { get; }

    /// <summary>
    /// The first time at which at most this share still waits; not reached: more than the longest known. Null without cases.
    /// </summary>
    public Quantile? At(double share)
    {
        if (Cases <= 0) return null;
        const double Rounding = 1e-12;
        var before = 1.0;
        foreach (var step in _steps)
        {
            if (step.Surviving <= share + Rounding)
            {
                var part = Math.Clamp((before - share) / (before - step.Surviving), 0, 1);
                // A bucket with few in it says little about where in it they lie: its middle is nearest to all.
                if (step.Answered < 3) part = 0.5;
                return new Quantile(TimeSpan.FromMilliseconds(Math.Round(step.From + part * (step.To - step.From))), true);
            }
            before = step.Surviving;
        }
        return new Quantile(TimeSpan.FromMilliseconds(_longest), false);
    }
}
