using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Words;

/// <summary>A healthy station with a promise of 4 hours; each test changes the one thing that it is about.</summary>
public static class Sample
{
    public static readonly DateOnly Today = new(2026, 4, 16);
    public static readonly TimeSpan Promise = TimeSpan.FromHours(4);
    public static readonly PublicationRules Rules = new();

    public static readonly ReplyTimeReading ReplyTime = new(
        Today.AddDays(-29), Today, 214, Hours(2, 14), Hours(27), 149, 58, 7, Promise, Hours(3, 6), true, Rules);

    public static readonly WaitingReading Waiting = new(
        Today, 7, 1, Time(5, 12), true,
            new([Time(5, 12), Time(3, 22), Time(2), Time(1), Time(0, 40), Time(0, 20), Time(0, 5)]),
        new([7, 0, 0, 0]), Promise, 11, 9, true, Rules);

    public static readonly TrendReading Trend = new(
        new(Enumerable.Range(-29, 30).Select(i => Day(i, 8))), Hours(2), Hours(3), 240, 200, Promise, Rules);

    public static readonly BreakdownReading Topics = new(
        "category", Today.AddDays(-89), Today, new DateTimeOffset(2026, 4, 16, 14, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 4, 16, 15, 0, 0, TimeSpan.Zero),
        new([Row("lights", 118, Hours(2, 5)), Row("theft", 47, Hours(9), Time(7), Time(11)), Row("conduct", 0, null)]),
        Promise, Rules);

    public static TimeSpan Time(int hours, int minutes = 0) => new(hours, minutes, 0);
    public static Quantile Hours(int hours, int minutes = 0) => new(Time(hours, minutes), true);
    public static Quantile MoreThan(int hours) => new(Time(hours), false);
    public static TrendDay Day(int i, long received) =>
        new(Today.AddDays(i), received, Hours(0, 20), Hours(2), i < 0 ? Hours(20) : MoreThan(20), i < 0);

    public static BreakdownRow Row(string id, long received, Quantile? median, TimeSpan? low = null,
        TimeSpan? high = null) =>
        new(id, id, EquatableMap.Empty, received == 0, received, median, low, high,
            new(Enumerable.Range(0, 12)
                .Select(week => received == 0 || week == 3 ? (TimeSpan?)null : Time(1 + week % 3))));
}
