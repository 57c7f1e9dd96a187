using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;

using LiveDashboard.Web.Forms;

namespace LiveDashboard.Feedback.Send;

/// <summary>
/// What the form carries from step to step: every field is on every step, hidden where it is not asked for, so that no
/// session is needed and nothing is stored before it is sent.
/// </summary>
public sealed record SendForm
{
    /// <summary>What is chosen as kind for something suspicious: a concern for the restricted queue.</summary>
    public const string Suspicious = "suspicious";

    public static readonly IReadOnlyList<string> Choices = [.. CaseKind.All, Suspicious];

    /// <summary>The steps, in their order; each asks one question.</summary>
    public static readonly IReadOnlyList<string> Steps = ["kind", "text", "where", "who", "check"];

    /// <summary>See <see cref="CaseCode.NewForm"/>.</summary>
    public string Form { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public bool AboutStaff { get; init; }
    public string Category { get; init; } = "";
    public string Area { get; init; } = "";
    public string Place { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>Two choices that are kept apart: a name may be for staff alone, or for nobody.</summary>
    public bool HidePublic { get; init; }
    public bool HideStaff { get; init; }
    public string Contact { get; init; } = "";
    public string Safe { get; init; } = "";
    /// <summary>That it may be shown in public is asked for, and never taken for granted.</summary>
    public bool MayShow { get; init; }

    public bool IsSuspicious => Kind == Suspicious;

    /// <summary>Reads what was sent; what is missing is empty.</summary>
    public static SendForm Read(IFormCollection sent) => new()
    {
        Form = One(sent, "form"),
        Kind = One(sent, "kind"),
        Text = FormText.Lines(One(sent, "text")),
        AboutStaff = One(sent, "aboutStaff").Length > 0,
        Category = One(sent, "category"),
        Area = One(sent, "area"),
        Place = One(sent, "place").Trim(),
        Name = One(sent, "name").Trim(),
        HidePublic = One(sent, "hidePublic").Length > 0,
        HideStaff = One(sent, "hideStaff").Length > 0,
        Contact = One(sent, "contact").Trim(),
        Safe = One(sent, "safe").Trim(),
        MayShow = One(sent, "mayShow").Length > 0,
    };

    /// <summary>Every field by its name in the form, as it is sent on; what is not chosen is left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields() =>
        from field in new[]
        {
            KeyValuePair.Create("form", Form), KeyValuePair.Create("kind", Kind), KeyValuePair.Create("text", Text),
            KeyValuePair.Create("aboutStaff", AboutStaff ? "yes" : ""), KeyValuePair.Create("category", Category),
            KeyValuePair.Create("area", Area), KeyValuePair.Create("place", Place), KeyValuePair.Create("name", Name),
            KeyValuePair.Create("hidePublic", HidePublic ? "yes" : ""),
            KeyValuePair.Create("hideStaff", HideStaff ? "yes" : ""), KeyValuePair.Create("contact", Contact),
            KeyValuePair.Create("safe", Safe), KeyValuePair.Create("mayShow", MayShow ? "yes" : ""),
        }
        where field.Value.Length > 0
        select field;

    /// <summary>The fields that a step asks for; the others it carries.</summary>
    public static IReadOnlyList<string> Asked(string step) => step switch
    {
        "kind" => ["kind"],
        "text" => ["text", "aboutStaff"],
        "where" => ["category", "area", "place"],
        "who" => ["name", "hidePublic", "hideStaff", "contact", "safe"],
        _ => ["mayShow"],
    };

    /// <summary>What is wrong on a step: the field, and the end of the key of what is said about it.</summary>
    public IEnumerable<(string Field, string Problem)> Problems(string step, CaseLists lists)
    {
        switch (step)
        {
            case "kind" when !Choices.Contains(Kind): yield return ("kind", "kind"); break;
            case "text" when Text.Length < 3: yield return ("text", "text.none"); break;
            case "text" when Text.Length > MessageLimits.Text: yield return ("text", "text.long"); break;
            case "text" when CaseText.HasControls(Text): yield return ("text", "broken"); break;
            case "where":
                if (Category.Length > 0 && lists.OfferedCategories.All(one => one.Id != Category))
                    yield return ("category", "category");
                if (Area.Length > 0 && lists.OfferedAreas.All(one => one.Id != Area)) yield return ("area", "area");
                if (Place.Length > MessageLimits.Place) yield return ("place", "long");
                if (CaseText.HasControls(Place)) yield return ("place", "broken");
                break;
            case "who":
                if (Name.Length > MessageLimits.Name) yield return ("name", "long");
                if (Contact.Length > MessageLimits.Contact) yield return ("contact", "long");
                if (Safe.Length > MessageLimits.Contact) yield return ("safe", "long");
                foreach (var (field, value) in new[] { ("name", Name), ("contact", Contact), ("safe", Safe) })
                    if (CaseText.HasControls(value)) yield return (field, "broken");
                break;
        }
    }

    /// <summary>What is stored of it.</summary>
    public NewMessage Message(Language language) => new(
        IsSuspicious ? CaseKind.Concern : Kind,
        IsSuspicious ? CaseQueues.Restricted : AboutStaff ? CaseQueues.Independent : CaseQueues.Desk,
        CaseChannel.Web, language.Code, IsSuspicious ? "" : Category, Area, Text, Place,
        new Sender(Name, Contact, HidePublic || IsSuspicious, HideStaff), IsSuspicious ? Safe : "",
        MayShow && !IsSuspicious);

    private static string One(IFormCollection sent, string name) => sent[name] is [{ } value, ..] ? value : "";
}
