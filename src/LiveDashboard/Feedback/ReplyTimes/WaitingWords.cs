using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

public static class WaitingWords
{
    public static IEnumerable<Figure> Of(WaitingReading reading, Language language) => [new Figure("x-Waiting", reading.ToString()!)];
    public static IEnumerable<FigureNumber> Numbers(WaitingReading reading) => [];
}
