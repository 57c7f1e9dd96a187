using LiveDashboard.Web;

using LiveDashboard.Web.Forms;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>An initiative as a form sends it.</summary>
public sealed class InitiativeForm
{
    public string? NameEn { get; set; }
    public string? NameFr { get; set; }
    public string? GoalEn { get; set; }
    public string? GoalFr { get; set; }
    public string? StoryEn { get; set; }
    public string? StoryFr { get; set; }
    public string? Kind { get; set; }
    public string? Office { get; set; }
    public string? First { get; set; }
    public string? Last { get; set; }
    public string? State { get; set; }
    public long Was { get; set; }

    public static InitiativeForm Of(Initiative given)
    {
        InitiativeText In(Language language) => given.Texts.GetValueOrDefault(language.Code, InitiativeText.None);
        return new()
        {
            NameEn = In(Language.English).Name,
            NameFr = In(Language.French).Name,
            GoalEn = In(Language.English).Goal,
            GoalFr = In(Language.French).Goal,
            StoryEn = In(Language.English).Story,
            StoryFr = In(Language.French).Story,
            Kind = given.Kind,
            Office = given.Owner,
            First = FormText.Field(given.First),
            Last = FormText.Field(given.Last),
            State = given.State,
            Was = given.Version,
        };
    }

    /// <summary>An empty one: half a year from the first of this month.</summary>
    public static InitiativeForm New(DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        return new()
        {
            Kind = InitiativeKind.All[0],
            State = InitiativeState.Draft,
            First = FormText.Field(first),
            Last = FormText.Field(first.AddMonths(6).AddDays(-1)),
        };
    }

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Initiative Given, string? Problem) Read(Initiative before)
    {
        var (en, fr) = (Text(NameEn, GoalEn, StoryEn), Text(NameFr, GoalFr, StoryFr));
        var office = FormText.Line(Office);
        var (first, last) = (FormText.Day(First), FormText.Day(Last));
        var problem = en.Name.Length + fr.Name.Length == 0 ? "name"
            : !Fits(en) || !Fits(fr) ? "text"
            : office.Length is 0 or > InitiativeWords.LongestName || office.Any(char.IsControl) ? "office"
            : !InitiativeKind.All.Contains(Kind) || !InitiativeState.All.Contains(State) ? "kind"
            : first is null || last is null || last < first ? "days" : null;
        return (before with
        {
            Kind = Kind ?? "",
            Owner = office,
            First = first ?? before.First,
            Last = last ?? before.Last,
            State = State ?? "",
            Version = Was,
            Texts = new Dictionary<string, InitiativeText> { [Language.English.Code] = en, [Language.French.Code] = fr },
        }, problem);
    }

    private static InitiativeText Text(string? name, string? goal, string? story) =>
        new(FormText.Line(name), FormText.Lines(goal), FormText.Lines(story));

    private static bool Fits(InitiativeText text) => FormText.Fits(text.Name, InitiativeWords.LongestName)
        && FormText.Fits(text.Goal, InitiativeWords.LongestGoal) && FormText.Fits(text.Story, InitiativeWords.LongestStory);
}
