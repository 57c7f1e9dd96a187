using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

public static class TrendWords
{
    public static IEnumerable<Figure> Of(TrendReading reading, Language language) => [new Figure("x-Trend", reading.ToString()!)];
    public static IEnumerable<FigureNumber> Numbers(TrendReading reading) => [];
}
