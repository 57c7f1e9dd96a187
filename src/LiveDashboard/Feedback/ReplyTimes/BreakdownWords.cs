using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

public static class BreakdownWords
{
    public static IEnumerable<Figure> Of(BreakdownReading reading, Language language) => [new Figure("x-Breakdown", reading.ToString()!)];
    public static IEnumerable<FigureNumber> Numbers(BreakdownReading reading) => [];
}
