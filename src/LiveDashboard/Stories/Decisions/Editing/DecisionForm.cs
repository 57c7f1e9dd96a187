using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>A decision as a form sends it.</summary>
public sealed class DecisionForm : ToldForm
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

    /// <summary>As it is; the reason is asked anew for every change.</summary>
    public static DecisionForm Of(Decision given)
    {
        var form = new DecisionForm
        {
            WhatEn = given.What.En,
            WhatFr = given.What.Fr,
            WhyEn = given.Why.En,
            WhyFr = given.Why.Fr,
            WordsEn = given.Words.En,
            WordsFr = given.Words.Fr,
            OthersEn = given.Others.En,
            OthersFr = given.Others.Fr,
            NextEn = given.Next.En,
            NextFr = given.Next.Fr,
            Office = given.Office,
            Stage = given.Stage,
            Day = FormText.Field(given.Day),
            NextDay = given.NextDay is { } day ? FormText.Field(day) : "",
            Sources = [.. given.Sources.Select(Places.Value)],
        };
        form.Show(given with { Reason = "" });
        return form;
    }

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Decision Given, string? Problem) Read(Decision before)
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
        return (given, Limits.TitleProblem(given.Title) ?? Problem(before, given));
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
