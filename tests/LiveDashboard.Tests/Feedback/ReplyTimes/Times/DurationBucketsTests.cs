using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Times;

public sealed class DurationBucketsTests
{
    private static readonly long TwentyFiveYears = (long)TimeSpan.FromDays(25 * 365).TotalMilliseconds;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_program_and_the_database_have_the_same_buckets(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        Assert.Equal(
            Enumerable.Range(0, DurationBuckets.Count).Select(bucket => (DurationBuckets.From(bucket), (long)bucket)),
            await test.Query<(long, long)>("SELECT from_ms, bucket FROM duration_bucket ORDER BY from_ms"));
    }

    [Fact]
    public void Every_duration_falls_into_a_bucket_whose_edges_hold_it()
    {
        var anyDuration = Gen.OneOf(
            Gen.Choose(0, 5000).Select(ms => (long)ms),
            Gen.Choose(0, int.MaxValue).Select(ms => (long)ms),
            Gen.Choose(0, int.MaxValue).Select(part => (long)(part / (double)int.MaxValue * (TwentyFiveYears - 1))),
            Gen.Choose(0, DurationBuckets.Count - 1).Select(bucket => DurationBuckets.From(bucket)));
        Prop.ForAll(Arb.From(anyDuration), ms =>
        {
            var bucket = DurationBuckets.Of(ms);
            Assert.InRange(ms, DurationBuckets.From(bucket), DurationBuckets.To(bucket) - 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Buckets_follow_each_other_without_a_gap_and_are_at_most_2_percent_wide()
    {
        for (var bucket = 1; bucket < DurationBuckets.Count; bucket++)
        {
            Assert.Equal(DurationBuckets.From(bucket), DurationBuckets.To(bucket - 1));
            var width = DurationBuckets.To(bucket) - DurationBuckets.From(bucket);
            Assert.True(width <= DurationBuckets.From(bucket) * 0.02);
        }
        Assert.True(DurationBuckets.From(DurationBuckets.Count - 1) >= TwentyFiveYears);
    }

    [Fact]
    public void What_is_longer_than_25_years_falls_into_the_last() =>
        Assert.Equal(DurationBuckets.Count - 1, DurationBuckets.Of(long.MaxValue));
}
