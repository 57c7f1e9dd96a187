namespace LiveDashboard.Feedback.ReplyTimes.Times;

/// <summary>
/// The buckets that answered durations are counted in: each 2 % wide, so that a time read from them is within 2 % of
/// the true one. The same whole-number rule fills the table <c>duration_bucket</c> (db/migrations/0002_cases.sql).
/// </summary>
public static class DurationBuckets
{
    /// <summary>25 years: longer waits fall into the last bucket.</summary>
    private const long Longest = 788_400_000_000;

    private static readonly long[] Starts = [.. Rule()];

    public static int Count => Starts.Length;

    /// <summary>Lower edge in milliseconds, inclusive.</summary>
    public static long From(int bucket) => Starts[bucket];

    /// <summary>Upper edge in milliseconds, exclusive.</summary>
    public static long To(int bucket) => Next(Starts[bucket]);

    /// <summary>The bucket that a duration falls into.</summary>
    public static int Of(long milliseconds)
    {
        var found = Array.BinarySearch(Starts, Math.Max(0, milliseconds));
        return found >= 0 ? found : ~found - 1;
    }

    private static IEnumerable<long> Rule()
    {
        for (long from = 0; ; from = Next(from))
        {
            yield return from;
            if (from >= Longest) yield break;
        }
    }

    private static long Next(long from) => from == 0 ? 1000 : from + from / 50;
}
