namespace LiveDashboard.Feedback.Publication;

/// <summary>Where a text may be shown. Each is decided apart.</summary>
public static class Surface
{
    public const string Web = "web";
    /// <summary>The screen at the station. Stored for it; no screen asks for it yet.</summary>
    public const string Lobby = "lobby";

    public static readonly IReadOnlyList<string> All = [Web, Lobby];
}

/// <summary>How a case stands on a surface, and what is decided about it.</summary>
public static class Ruling
{
    public const string Waiting = "waiting";
    public const string Approved = "approved";
    public const string Refused = "refused";
    /// <summary>It was shown, and is not any more.</summary>
    public const string Withdrawn = "withdrawn";
    /// <summary>Of the text, not of a surface.</summary>
    public const string Edited = "edited";
    /// <summary>Of an appeal: the decision stands.</summary>
    public const string Upheld = "upheld";
    /// <summary>Of an appeal: somebody else decides anew.</summary>
    public const string Granted = "granted";

    /// <summary>What can be decided of a surface that stands so.</summary>
    public static IReadOnlyList<string> From(string state) => state switch
    {
        Waiting => [Approved, Refused],
        Approved => [Withdrawn],
        _ => [Waiting],
    };
}

/// <summary>Why something is not shown, or not as it was written.</summary>
public static class Reason
{
    /// <summary>The one that says nothing without a note.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All =
        ["names-a-person", "contact-details", "accusation", "insult", "off-topic", Other];

    /// <summary>Whether it is a reason that tells something.</summary>
    public static bool Tells(string reason, string note) => All.Contains(reason) && (reason != Other || note.Length > 0);
}

/// <summary>The longest texts, in UTF-16 characters.</summary>
public static class PublicLimits
{
    public const int Title = 120;
    public const int Text = Messages.MessageLimits.Text;
    public const int Why = 1000;
    public const int Note = 200;
    public const int Appeal = 1000;
    public const int Word = 60;
}
