using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;

namespace LiveDashboard.Stories.Editing;

/// <summary>The fields that the forms of stories, decisions and guides share.</summary>
public abstract class ToldForm
{
    public string? TitleEn { get; set; }
    public string? TitleFr { get; set; }
    public string? State { get; set; }
    public string? Reason { get; set; }

    /// <summary>The version that was shown.</summary>
    public long Was { get; set; }

    /// <summary>Fills them.</summary>
    protected void Show(Told given)
    {
        (TitleEn, TitleFr) = (given.Title.En, given.Title.Fr);
        (State, Reason, Was) = (given.State, given.Reason, given.Version);
    }

    /// <summary>What is asked for in them.</summary>
    protected T Shared<T>(T before, string reason) where T : Told => (T)(before with
    {
        Title = Limits.Line(TitleEn, TitleFr),
        State = State ?? "",
        Reason = reason,
        Version = Was,
    });
}
