using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;

namespace LiveDashboard.Stories.Editing;

/// <summary>What is told, as a form sends it.</summary>
public abstract class ToldForm<T> where T : Told
{
    public string? TitleEn { get; set; }
    public string? TitleFr { get; set; }
    public string? State { get; set; }
    public string? Reason { get; set; }

    /// <summary>The version that was shown.</summary>
    public long Was { get; set; }

    /// <summary>Fills an empty form.</summary>
    public virtual void Show(T given)
    {
        (TitleEn, TitleFr) = (given.Title.En, given.Title.Fr);
        (State, Reason, Was) = (given.State, given.Reason, given.Version);
    }

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public abstract (T Given, string? Problem) Read(T before);

    /// <summary>With the fields that all forms have.</summary>
    protected T Shared(T before, string reason) => (T)(before with
    {
        Title = Limits.Line(TitleEn, TitleFr),
        State = State ?? "",
        Reason = reason,
        Version = Was,
    });

    /// <summary>The end of the key of what is wrong with the title; null: nothing.</summary>
    protected static string? TitleProblem(T given) =>
        given.Title.IsEmpty ? "title" : Limits.Fit(given.Title, Limits.Title) ? null : "text";
}
