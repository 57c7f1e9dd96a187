using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Times;

public sealed class KaplanMeierTests
{
    private const long Hour = 3_600_000;

    // Few distinct times make ties; counts of ten make survival hit tenths and halves exactly.
    private static readonly Gen<Waited> AnyWait =
        from time in Gen.Choose(1, 12)
        from answered in Gen.Frequency((2, Gen.Choose(0, 3)), (1, Gen.Elements(5, 10, 20)))
        from open in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 3)))
        where answered + open > 0
        select new Waited(time * Hour, answered, open);

    [Fact]
    public void Fixture_1_open_cases_move_the_median_and_leave_nine_in_ten_unreached()
    {
        var data = Answered(1, 2, 3, 4, 5, 6).Concat(Open(30, 50, 80, 100)).ToArray();
        Assert.Equal(new Quantile(TimeSpan.FromHours(5), true), KaplanMeier.At(data, 1, 2));
        Assert.Equal(new Quantile(TimeSpan.FromHours(100), false), KaplanMeier.At(data, 1, 10));
    }

    [Fact]
    public void Fixture_2_the_median_is_20_where_the_answered_alone_would_say_7()
    {
        var data = Answered(2, 4, 10, 20).Concat(Open(3, 15, 40, 40)).ToArray();
        Assert.Equal(new Quantile(TimeSpan.FromHours(20), true), KaplanMeier.At(data, 1, 2));
    }

    [Fact]
    public void Fixture_9_without_open_cases_the_median_is_the_lower_one_and_nine_in_ten_the_nearest_rank()
    {
        Prop.ForAll(Arb.From(Gen.Choose(0, 500).NonEmptyListOf()), hours =>
        {
            var sorted = hours.Order().ToArray();
            Assert.Equal(
                sorted[(sorted.Length - 1) / 2], KaplanMeier.At(Answered([.. hours]), 1, 2)!.Value.Time.TotalHours);
            Assert.Equal(
                sorted[(9 * sorted.Length + 9) / 10 - 1],
                KaplanMeier.At(Answered([.. hours]), 1, 10)!.Value.Time.TotalHours);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void It_equals_the_definition_in_exact_fractions()
    {
        (int, int)[] thresholds = [(1, 2), (1, 10), (9, 10), (1, 4), (1, 3)];
        Prop.ForAll(Arb.From(AnyWait.ListOf()), waits =>
        {
            foreach (var (numerator, denominator) in thresholds)
                Assert.Equal(
                    ByDefinition(waits, numerator, denominator), KaplanMeier.At(waits, numerator, denominator));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_threshold_that_is_hit_exactly_counts_as_reached_however_many_there_are()
    {
        // 3/5 · 5/6 = 1/2, which is not what their product in floating point need be.
        Waited[] data = [new(1 * Hour, 400_000, 0), new(2 * Hour, 100_000, 0), new(9 * Hour, 0, 500_000)];
        Assert.Equal(new Quantile(TimeSpan.FromHours(2), true), KaplanMeier.At(data, 1, 2));
    }

    [Fact]
    public void Without_a_case_there_is_no_time() => Assert.Null(KaplanMeier.At([], 1, 2));

    private static IEnumerable<Waited> Answered(params int[] hours) =>
        hours.Select(hour => new Waited(hour * Hour, 1, 0));
    private static IEnumerable<Waited> Open(params int[] hours) => hours.Select(hour => new Waited(hour * Hour, 0, 1));

    /// <summary>S(t) = ∏ (1 − d/n), as it stands in the textbook: one fraction, never rounded.</summary>
    private static Quantile? ByDefinition(IReadOnlyCollection<Waited> waits, int numerator, int denominator)
    {
        if (waits.Count == 0) return null;
        var (top, bottom) = (BigInteger.One, BigInteger.One);
        foreach (var time in waits.Select(wait => wait.Milliseconds).Distinct().Order())
        {
            var atRisk = waits.Where(wait => wait.Milliseconds >= time).Sum(wait => wait.Answered + wait.Open);
            var answered = waits.Where(wait => wait.Milliseconds == time).Sum(wait => wait.Answered);
            if (answered == 0) continue;
            (top, bottom) = (top * (atRisk - answered), bottom * atRisk);
            if (top * denominator <= bottom * numerator) return new Quantile(TimeSpan.FromMilliseconds(time), true);
        }
        return new Quantile(TimeSpan.FromMilliseconds(waits.Max(wait => wait.Milliseconds)), false);
    }
}
