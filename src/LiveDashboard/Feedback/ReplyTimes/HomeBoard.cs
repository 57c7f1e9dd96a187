using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>The board of the residents' page, and what on it a case event may change.</summary>
public static class HomeBoard
{
    public const string Name = "home";

    /// <summary>After a commit that added case events.</summary>
    public static void CasesChanged(this FigureSignal signal)
    {
        signal.Changed(ReplyTimeFigures.SourceName);
        signal.Changed(WaitingFigures.SourceName);
    }
}
