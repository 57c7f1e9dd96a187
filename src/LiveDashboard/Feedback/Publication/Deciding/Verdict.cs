namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>What a moderator decides about a case that was seen in this state.</summary>
/// <param name="Words">The public text; null leaves it as it is.</param>
/// <param name="Rulings">By surface; those that are left are not in it.</param>
/// <param name="Looked">The moderator has looked at the words that hold the case.</param>
public sealed record Verdict(
    string CaseId, long Revision, long Seq, PublicWords? Words, IReadOnlyDictionary<string, string> Rulings, string Reason,
    string Note, bool Looked);

/// <summary>What came of a verdict; all but <see cref="Done"/> changed nothing.</summary>
public enum Verdicted
{
    Done,
    /// <summary>Something happened to the case since it was looked at, or it may not be shown any more.</summary>
    Changed,
    /// <summary>A word of the list holds it, and nobody said to have looked.</summary>
    Held,
    /// <summary>The resident appealed against this person's decision.</summary>
    Mine,
    /// <summary>A text differs from what was written, and no reason says why.</summary>
    EditReason,
    /// <summary>It refuses or withdraws without a reason that tells something.</summary>
    NoReason,
    /// <summary>It would show nothing.</summary>
    Empty,
}
