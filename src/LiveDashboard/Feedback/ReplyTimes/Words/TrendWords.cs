using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>Better or worse: thirty days, and the finding in neutral words.</summary>
public static class TrendWords
{
    /// <summary>How many days the chart and its table have.</summary>
    public const int Days = 30;

    /// <summary>A change below this share of the earlier median is ordinary variation and gets no word.</summary>
    public const double Ordinary = 0.1;

    public static IEnumerable<Figure> Of(TrendReading reading, Language language) =>
    [
        Shown.Words("trend-finding", language[Finding(reading)]),
        .. TrendChart.Of(reading, language),
        .. TrendTable.Of(reading, language),
    ];

    public static IEnumerable<FigureNumber> Numbers(TrendReading reading) => TrendTable.Numbers(reading);

    /// <summary>The key of the finding. Of a median that is not reached only "longer than" is known.</summary>
    public static string Finding(TrendReading reading)
    {
        var enough = Math.Min(reading.Received, reading.ReceivedBefore) >= reading.Rules.HeadlineMinimum;
        if (!enough || reading.Median is not { } now || reading.MedianBefore is not { } before) return "trend.days";
        var change = before.Time > TimeSpan.Zero ? Math.Round(now.Time / before.Time - 1, 6) : 0;
        return (now.Reached, before.Reached) switch
        {
            (true, true) => change <= -Ordinary ? "trend.faster" : change >= Ordinary ? "trend.slower" : "trend.same",
            (false, true) when change >= Ordinary => "trend.slower",
            (true, false) when change <= -Ordinary => "trend.faster",
            _ => "trend.days",
        };
    }
}
