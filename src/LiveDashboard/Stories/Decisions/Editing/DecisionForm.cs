using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>A decision as a form sends it.</summary>
public sealed class DecisionForm : ToldForm<Decision>
{
    public string? WhatEn { get; set; }
    public string? WhatFr { get; set; }
    public string? WhyEn { get; set; }
    public string? WhyFr { get; set; }
    public string? WordsEn { get; set; }
    public string? WordsFr { get; set; }
    public string? OthersEn { get; set; }
    public string? OthersFr { get; set; }
    public string? NextEn { get; set; }
    public string? NextFr { get; set; }
    public string? Office { get; set; }
    public string? Day { get; set; }
    public string? NextDay { get; set; }
    public string? Stage { get; set; }
    public List<string?> Sources { get; set; } = [];

    /// <inheritdoc/>
    /// <remarks>The reason is asked anew for every change.</remarks>
    public override void Show(Decision given)
    {
        base.Show(given);
        Reason = null;
        (WhatEn, WhatFr) = (given.What.En, given.What.Fr);
        (WhyEn, WhyFr) = (given.Why.En, given.Why.Fr);
        (WordsEn, WordsFr) = (given.Words.En, given.Words.Fr);
        (OthersEn, OthersFr) = (given.Others.En, given.Others.Fr);
        (NextEn, NextFr) = (given.Next.En, given.Next.Fr);
        (Office, Stage) = (given.Office, given.Stage);
        (Day, NextDay) = (FormText.Field(given.Day), given.NextDay is { } day ? FormText.Field(day) : "");
        Sources = [.. given.Sources.Select(Places.Value)];
    }

    public override (Decision Given, string? Problem) Read(Decision before)
    {
        var given = Shared(before, before.State == Publishing.Draft ? "" : FormText.Line(Reason)) with
        {
            What = Limits.Lines(WhatEn, WhatFr),
            Why = Limits.Lines(WhyEn, WhyFr),
            Words = Limits.Lines(WordsEn, WordsFr),
            Others = Limits.Lines(OthersEn, OthersFr),
            Next = Limits.Lines(NextEn, NextFr),
            Office = FormText.Line(Office),
            Day = FormText.Day(Day) ?? before.Day,
            NextDay = FormText.Day(NextDay),
            Stage = Decisions.Stage.All.Contains(Stage) ? Stage! : before.Stage,
            Sources = ChosenPlaces.Read(Sources),
        };
        return (given, TitleProblem(given) ?? Problem(before, given));
    }

    private string? Problem(Decision before, Decision given) => !Fits(given) ? "text"
        : !Decisions.Stage.All.Contains(Stage) ? "choice"
        : FormText.Day(Day) is null || (FormText.Line(NextDay).Length > 0 && given.NextDay is null) ? "day"
        : given.IsPublished && Missing(given) is { } missing ? missing
        : Limits.State(before.State, State, given.Reason, always: true);

    private static bool Fits(Decision given) => FormText.Fits(given.Office, Limits.Office)
        && new[] { given.What, given.Why, given.Words, given.Others, given.Next }.All(part => Limits.Fit(part, Limits.Part));

    // What, why, on whose words and who: without them it is no decision that anybody could check.
    private static string? Missing(Decision given) => given.Office.Length == 0 ? "office"
        : given.What.IsEmpty ? "what"
        : given.Why.IsEmpty ? "why"
        : given.Words.IsEmpty && given.Sources.Count == 0 ? "words" : null;
}
