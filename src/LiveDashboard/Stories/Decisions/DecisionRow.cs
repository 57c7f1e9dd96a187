using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Decisions;

/// <summary>A version of a decision as the tables hold it.</summary>
internal sealed record DecisionRow : ToldRow
{
    public string Stage { get; init; } = "";
    public string Office { get; init; } = "";
    public long Day { get; init; }
    public long? NextDay { get; init; }
    public string WhatEn { get; init; } = "";
    public string WhatFr { get; init; } = "";
    public string WhyEn { get; init; } = "";
    public string WhyFr { get; init; } = "";
    public string WordsEn { get; init; } = "";
    public string WordsFr { get; init; } = "";
    public string OthersEn { get; init; } = "";
    public string OthersFr { get; init; } = "";
    public string NextEn { get; init; } = "";
    public string NextFr { get; init; } = "";
    public long SavedAt { get; init; }

    public Decision ToDecision(IEnumerable<PlaceRef> sources) => Fill(new Decision
    {
        Stage = Stage,
        Office = Office,
        Day = DateOnly.FromDayNumber((int)Day),
        NextDay = NextDay is { } day ? DateOnly.FromDayNumber((int)day) : null,
        What = new Both(WhatEn, WhatFr),
        Why = new Both(WhyEn, WhyFr),
        Words = new Both(WordsEn, WordsFr),
        Others = new Both(OthersEn, OthersFr),
        Next = new Both(NextEn, NextFr),
        SavedAt = SavedAt,
        Sources = [.. sources],
    });
}
