using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>What follows from decisions: pages read anew, and who follows the case by letters is told.</summary>
public sealed class DecisionNews(NewestCases newest, ICaseLetters letters)
{
    /// <summary>After the commit: the next page reads anew.</summary>
    public void Committed() => newest.Forget();

    /// <summary>In the turn of a decision that the resident reads once it cannot be taken back any more.</summary>
    public Task Decided(WriteTurn turn, string caseId, long now) =>
        letters.Tell(turn, caseId, now, Decisions.UndoWithin);

    /// <summary>In the turn that decides an appeal, which stands at once.</summary>
    public Task Appealed(WriteTurn turn, string caseId, long now) => letters.Tell(turn, caseId, now, TimeSpan.Zero);

    /// <summary>In the turn that takes a decision back.</summary>
    /// <param name="decided">Unix milliseconds of when it was taken.</param>
    public Task TakenBack(WriteTurn turn, string caseId, long decided) => letters.TakeBack(turn, caseId, decided);
}
