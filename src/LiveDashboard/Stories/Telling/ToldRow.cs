using LiveDashboard.Stories.Writing;

namespace LiveDashboard.Stories.Telling;

/// <summary>What the tables hold of everything that is told.</summary>
internal abstract record ToldRow
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Origin { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string TitleFr { get; init; } = "";
    public long Version { get; init; }

    /// <summary>With what is in this row.</summary>
    protected T Fill<T>(T told) where T : Told => (T)(told with
    {
        Id = Id,
        Slug = Slug,
        State = State,
        Reason = Reason,
        Origin = Origin,
        Title = new Both(TitleEn, TitleFr),
        Version = Version,
    });
}
