using LiveDashboard.Feedback.Publication.Deciding;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>A case that somebody should decide about. Times are Unix milliseconds.</summary>
public sealed record QueuedCase
{
    public string CaseId { get; init; } = "";
    public string Reference { get; init; } = "";
    public long Revision { get; init; }
    /// <summary>The newest event of the case: one that came since then is news to who decides.</summary>
    public long Seq { get; init; }
    public long EnteredAt { get; init; }
    public string Language { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    public string Title { get; init; } = "";
    public string Said { get; init; } = "";
    public string Did { get; init; } = "";
    public string Why { get; init; } = "";
    public string Web { get; init; } = "";
    public string Lobby { get; init; } = "";
    /// <summary>1: the resident asked that somebody else looks at it.</summary>
    public long Appealed { get; init; }
    /// <summary>The words of the lists that its public text has.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    public PublicWords Words => new(Title, Said, Did, Why, "", "");

    /// <summary>What a form sends back: which case, and the state that it was seen in.</summary>
    public string Token => $"{CaseId}.{Revision}.{Seq}";
}
