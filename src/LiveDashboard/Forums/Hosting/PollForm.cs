using System.Globalization;
using LiveDashboard.Forums.Polls;

namespace LiveDashboard.Forums.Hosting;

/// <summary>A poll as the form of the run sheet sends it.</summary>
public static class PollForm
{
    /// <summary>The draft; numbers that were left out are the kind's usual ones.</summary>
    public static PollDraft Read(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        long Number(string name, long usual) =>
            long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : usual;
        var kind = Text("kind");
        var options = PollKind.HasOptions(kind)
            ? form["options"].ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        var (low, high) = Usual(kind, options.Length);
        return new PollDraft(
            kind, Text("title"), options, Number("low", low), Number("high", high),
            kind == PollKind.Number ? Text("unit") is { Length: <= 12 } unit ? unit : "" : "",
            Text("named") == "1", Text("fixed") != "1", Text("live") == "1", Text("small") == "1",
            Text("recountable") == "1", Text("room") == "1");
    }

    private static (long Low, long High) Usual(string kind, int options) => kind switch
    {
        PollKind.Multiple => (1, Math.Max(1, options)),
        PollKind.Rating => (1, 5),
        PollKind.Scale => (0, 10),
        PollKind.Ranking => (0, Math.Min(3, options)),
        PollKind.Points or PollKind.Number => (0, 100),
        PollKind.Words => (0, 3),
        _ => (0, 1),
    };
}
