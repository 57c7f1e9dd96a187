namespace LiveDashboard.Feedback.Desk.Acts;

/// <summary>Why something was not done; the ends of the keys <c>desk.problem.*</c>.</summary>
public static class DeskProblem
{
    /// <summary>Somebody else holds the case, or the claim has run out.</summary>
    public const string NotHeld = "held";
    /// <summary>Something was said on the case since its page was made.</summary>
    public const string News = "news";
    /// <summary>It is not in the state that the act needs any more.</summary>
    public const string State = "state";
    public const string Empty = "empty";
    public const string TooLong = "long";
    public const string Broken = "broken";
    public const string Outcome = "outcome";
    public const string Date = "date";
    public const string Reason = "reason";
    public const string Unanswered = "unanswered";
    public const string Member = "member";
}

/// <summary>A form of the case page.</summary>
/// <param name="Once">Sent twice, it is one act.</param>
/// <param name="Newest">The newest entry that its page showed.</param>
public sealed record DeskForm(string CaseId, string Once, long Newest, string Body);
