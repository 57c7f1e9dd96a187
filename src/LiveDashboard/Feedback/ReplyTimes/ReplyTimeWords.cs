using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

public static class ReplyTimeWords
{
    public static IEnumerable<Figure> Of(ReplyTimeReading reading, Language language) => [new Figure("x-ReplyTime", reading.ToString()!)];
    public static IEnumerable<FigureNumber> Numbers(ReplyTimeReading reading) => [];
}
