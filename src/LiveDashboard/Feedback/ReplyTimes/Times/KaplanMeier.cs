using System.Numerics;

namespace LiveDashboard.Feedback.ReplyTimes.Times;

/// <summary>How many were answered after exactly this long, and how many have waited this long and still wait.</summary>
public readonly record struct Waited(long Milliseconds, long Answered, long Open);

/// <summary>
/// Reply times with those who still wait counted: the estimator of Kaplan and Meier (1958),
/// S(t) = ∏ (1 − dᵢ/nᵢ) over the times tᵢ ≤ t at which dᵢ of the nᵢ still under observation were answered.
/// A closed-only figure improves when hard cases are left lying; this one does not (features.md 5.3).
/// </summary>
public static class KaplanMeier
{
    /// <summary>
    /// The first time at which at most <paramref name="numerator"/>/<paramref name="denominator"/> still wait: 1/2 for
    /// the median, 1/10 for 9 in 10. Null without any case.
    /// </summary>
    /// <remarks>
    /// At equal times the answered come before the open ones. Comparisons near the threshold are made in exact
    /// fractions, so that S = 1/2 is hit when it is 1/2.
    /// </remarks>
    public static Quantile? At(IEnumerable<Waited> data, int numerator, int denominator)
    {
        var times = Merge(data);
        if (times.Count == 0) return null;

        var threshold = (double)numerator / denominator;
        var atRisk = times.Sum(time => time.Answered + time.Open);
        var factors = new List<(long Left, long Of)>();
        var surviving = 1.0;
        foreach (var time in times)
        {
            if (time.Answered > 0)
            {
                surviving *= (double)(atRisk - time.Answered) / atRisk;
                factors.Add((atRisk - time.Answered, atRisk));
                if (Reached(surviving, threshold, factors, numerator, denominator))
                    return new Quantile(TimeSpan.FromMilliseconds(time.Milliseconds), true);
            }
            atRisk -= time.Answered + time.Open;
        }
        return new Quantile(TimeSpan.FromMilliseconds(times[^1].Milliseconds), false);
    }

    private static List<Waited> Merge(IEnumerable<Waited> data) =>
        [.. from one in data
            group one by one.Milliseconds into same
            orderby same.Key
            select new Waited(same.Key, same.Sum(one => one.Answered), same.Sum(one => one.Open))];

    private static bool Reached(
        double surviving, double threshold, List<(long Left, long Of)> factors, int numerator, int denominator)
    {
        // Far more than the rounding of a product of a hundred thousand factors can add up to.
        const double Doubt = 1e-9;
        if (Math.Abs(surviving - threshold) > Doubt) return surviving < threshold;

        var left = BigInteger.One;
        var of = BigInteger.One;
        long pending = 1;
        foreach (var factor in factors)
        {
            // Between two open cases the fractions telescope: what was left is the next one's whole.
            if (factor.Of == pending) { pending = factor.Left; continue; }
            left *= pending;
            of *= factor.Of;
            pending = factor.Left;
        }
        left *= pending;
        return left * denominator <= of * numerator;
    }
}
