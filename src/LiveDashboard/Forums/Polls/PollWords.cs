using System.Globalization;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Polls;

/// <summary>What a poll's choices and results are called, in one language.</summary>
public static class PollWords
{
    /// <summary>From so many ballots on, per cent are said.</summary>
    public const long PercentFrom = 20;

    /// <summary>What can be chosen where it is a list; none for numbers and writing.</summary>
    public static IReadOnlyList<long> Choices(Poll poll) =>
        poll.Kind == PollKind.YesNo ? [1, 2] : [.. poll.Options.Select(option => option.Choice)];

    /// <summary>A to L, for talking aloud.</summary>
    public static string Letter(long choice) => ((char)('A' + choice - 1)).ToString();

    public static string Choice(Language text, Poll poll, long choice) =>
        poll.Kind == PollKind.YesNo ? text[choice == 1 ? "host.yes" : "host.no"]
        : poll.Options.FirstOrDefault(option => option.Choice == choice)?.Words ?? Number(text, choice);

    public static string Label(Language text, Poll poll, ResultRow row) =>
        row.Words.Length > 0 ? row.Words : Choice(text, poll, row.Choice);

    /// <summary>Ballots, or points where points were given.</summary>
    public static string Amount(Language text, Poll poll, ResultRow row) =>
        poll.Kind is PollKind.Points or PollKind.Ranking ? text.Plural("host.points", row.Amount) : text.Count(row.N);

    /// <summary>Whole per cent; "" where too few answered to say them, or a kind has none.</summary>
    public static string Percent(Language text, Poll poll, PollResult result, ResultRow row) =>
        result.Ballots >= PercentFrom && !PollKind.IsWritten(poll.Kind) ? text.Percent(row.Percent / 100.0) : "";

    /// <summary>"3.5", in French "3,5"; with the poll's unit.</summary>
    public static string Number(Language text, double number, string unit = "") =>
        (number.ToString("0.#", CultureInfo.InvariantCulture).Replace(".", text["host.decimal"], StringComparison.Ordinal)
            + (unit.Length > 0 ? "\u00a0" + unit : ""));

    /// <summary>How it was counted: who stands behind the numbers, and what they are parts of.</summary>
    public static string Method(Language text, Poll poll, PollResult result) => string.Join(' ', new[]
    {
        text.Plural("host.method.answers", result.Ballots),
        result.Abstained > 0 ? text.Plural("host.method.abstained", result.Abstained) : "",
        text[$"host.method.{poll.Kind}"],
    }.Where(part => part.Length > 0));
}
