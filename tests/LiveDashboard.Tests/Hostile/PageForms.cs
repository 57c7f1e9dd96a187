using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace LiveDashboard.Tests.Hostile;

/// <summary>The forms of a page, filled in as somebody would who means harm and knows how.</summary>
public static partial class PageForms
{
    private static readonly string[] ForWords = ["text", "search", ""];

    // They end what the crawl needs: its session, its own rights, the forum.
    private static readonly string[] Never =
        ["/staff/sign-out", "handler=EndOthers", "handler=Password", "handler=AddPasskey",
         "handler=Recovery", "handler=Language", "handler=End", "handler=Disable", "handler=Finish", "handler=Close", "handler=Open", "handler=Export"];

    /// <summary>Those that are sent to the server and have a field for words.</summary>
    public static IEnumerable<IHtmlFormElement> With(IHtmlDocument page, bool words = true) => page.Forms
        .Where(form => form.Method == "post"
            && !Never.Any(never => Action(form).Contains(never, StringComparison.OrdinalIgnoreCase)))
        .Where(form => !words || form.Elements.Any(TakesWords));

    public static string Action(IHtmlFormElement form) =>
        form.GetAttribute("action") is { Length: > 0 } action ? action : "";

    /// <summary>What names a form: the handler, and the address without what names one case or forum.</summary>
    public static string Name(string page, IHtmlFormElement form)
    {
        var action = Action(form) is { Length: > 0 } there ? there : page;
        var handler = action.Split("handler=") is [_, var after, ..] ? after.Split('&')[0] : "";
        return $"{Id().Replace(page.Split('?')[0], "*")} {handler}".Trim();
    }

    /// <summary>
    /// All fields of a form as a browser sends them, with words wherever words are taken. What is chosen besides
    /// changes from round to round, so that each form is taken now and refused then.
    /// </summary>
    /// <param name="known">What fields that take something certain are given in every other round, by name.</param>
    public static IEnumerable<KeyValuePair<string, string>> Fill(
        string name, IHtmlFormElement form, HostileWords words, IReadOnlyDictionary<string, string> known, int round)
    {
        var fields = form.Elements
            .Where(field => field.GetAttribute("name") is { Length: > 0 } && !field.HasAttribute("disabled"))
            .GroupBy(field => field.GetAttribute("name")!);
        foreach (var (key, group) in fields.Select(group => (group.Key, group.ToArray())))
        {
            if (known.TryGetValue(key, out var certain) && round % 2 == 0) yield return new(key, certain);
            else if (group.FirstOrDefault(TakesWords) is { } said)
                yield return new(key, Words($"{name} {key}", said, words));
            else if (Choice(group, round) is { } choice) yield return new(key, choice);
        }
    }

    private static string Words(string name, AngleSharp.Dom.IElement field, HostileWords words) => field switch
    {
        IHtmlTextAreaElement { Name: "options" } =>
            $"{words.For(name, 60, lines: false)}\n{words.For(name, 60, lines: false)}",
        IHtmlTextAreaElement area => words.For(name, Limit(area.MaxLength, 8000), lines: true),
        IHtmlInputElement input => words.For(name, Limit(input.MaxLength, 100), lines: false),
        _ => "",
    };

    /// <summary>What of a name's fields is chosen; null: nothing.</summary>
    private static string? Choice(AngleSharp.Dom.IElement[] group, int round)
    {
        var (first, turn) = (group[0], group[round % group.Length]);
        return first switch
        {
            IHtmlInputElement { Type: "checkbox" } => round % 3 == 0
                || (round % 3 == 2 && first.GetAttribute("name")!.StartsWith("hide", StringComparison.Ordinal))
                ? null : ((IHtmlInputElement)turn).Value,
            IHtmlInputElement { Type: "radio" } => ((IHtmlInputElement)turn).Value,
            IHtmlInputElement { Type: "number", Value: "", IsRequired: true } => "5",
            IHtmlInputElement input => input.Value,
            IHtmlSelectElement select when Values(select) is { Length: > 0 } values =>
                values.Contains("other") ? "other"
                : values.Contains("suspicious") && round % 3 == 2 ? "suspicious" // it asks for more
                : values[round % values.Length],
            IHtmlButtonElement => ((IHtmlButtonElement)turn).Value,
            _ => "",
        };
    }

    private static string[] Values(IHtmlSelectElement select) =>
        [.. select.Options.Select(one => one.Value).Where(value => value.Length > 0)];

    private static bool TakesWords(AngleSharp.Dom.IElement field) => field is IHtmlTextAreaElement { Name: not null }
        || (field is IHtmlInputElement { Name: { } name } input && ForWords.Contains(input.Type)
            && name is not ("digits" or "code"));

    private static int Limit(int given, int otherwise) => given > 0 ? Math.Min(given, otherwise) : otherwise;

    [GeneratedRegex("[A-Za-z0-9_-]{20,}")]
    private static partial Regex Id();
}
