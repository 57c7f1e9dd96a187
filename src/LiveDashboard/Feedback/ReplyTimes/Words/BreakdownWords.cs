using System.Security.Cryptography;
using System.Text;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>Where it is slow: half of the messages on each topic, or in each area, were answered within this.</summary>
public static class BreakdownWords
{
    public static IEnumerable<Figure> Of(BreakdownReading reading, Language language)
    {
        var axis = new BreakdownAxis(reading);
        return
        [
            AsOf(reading, language),
            Next(reading, language),
            Shown.Words($"{reading.By}-promise", axis.Label(language)),
            Shown.Drawing($"{reading.By}-promised", reading.Target is null ? "hidden" : "visible"),
            Shown.Drawing($"{reading.By}-rows", Rows(reading, language)),
            .. reading.Rows.SelectMany(row => new BreakdownRowWords(reading, row, axis).Of(language)),
        ];
    }

    public static IEnumerable<FigureNumber> Numbers(BreakdownReading reading)
    {
        foreach (var row in reading.Rows)
        {
            var lines = new ShownNumbers(
                $"reply-time-by-{reading.By}", $"{reading.By}: {row.Name}", reading.From, reading.To, reading.Rules);
            var state = State(reading, row);
            yield return lines.Count("received", row.Received,
                row.Suppressed ? FigureState.Suppressed : FigureState.Ok);
            yield return lines.Time("median", row.Median, row.Received, state);
            var interval = state == FigureState.Ok && row is { Low: not null, High: not null };
            if (!interval) continue;
            yield return lines.Time("median-low", new Quantile(row.Low!.Value, true), row.Received, state);
            yield return lines.Time("median-high", new Quantile(row.High!.Value, true), row.Received, state);
        }
    }

    /// <summary>The start of a row's keys: "category-street-lights".</summary>
    public static string Key(BreakdownReading reading, BreakdownRow row) =>
        $"{reading.By}-{(row.Id.Length == 0 ? "none" : row.Id)}";

    /// <summary>A median needs more messages than a number of messages does.</summary>
    public static FigureState State(BreakdownReading reading, BreakdownRow row) =>
        row.Suppressed ? FigureState.Suppressed : Shown.State(row.Median, row.Received, true, reading.Rules);

    /// <summary>
    /// How many rows, and short text that differs when they, their names or their order do: a page that was made with
    /// another one fetches them (sections.js).
    /// </summary>
    private static string Rows(BreakdownReading reading, Language language)
    {
        var rows = string.Join('\n', reading.Rows.Select(row => $"{row.Id}\t{row.Names[language.Code] ?? row.Name}"));
        return $"{reading.Rows.Count}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows)), 0, 6)}";
    }

    private static Figure AsOf(BreakdownReading reading, Language language) => reading.AsOf is { } at
        ? Shown.Words($"{reading.By}-asof", language.Say("breakdown.asof", language.Clock(at)))
        : new Figure($"{reading.By}-asof", language["breakdown.empty"], null, FigureState.Empty);

    private static Figure Next(BreakdownReading reading, Language language) => Shown.Words($"{reading.By}-next",
        reading.Next is { } next ? language.Say("breakdown.next", language.Clock(next)) : "");
}
