using System.Globalization;
using System.Text;

namespace LiveDashboard.Forums.Polls;

/// <summary>One entry of a ballot: a choice, or a number, or the place of a text.</summary>
/// <param name="Amount">Points or rank; else 1.</param>
/// <param name="Words">Of texts and words; else "".</param>
public sealed record Mark(long Choice, long Amount, string Words);

/// <summary>What a ballot may say (features.md 4.1). The rules are the server's; a page only helps to keep them.</summary>
public static class BallotRules
{
    public const int LongestText = 300;
    public const int LongestWord = 25;

    /// <summary>
    /// What a ballot holds, from what was sent; null when it is against the rules. An empty list abstains, or skips,
    /// where that is offered.
    /// </summary>
    /// <param name="sent">
    /// <c>choice</c>: options, or the number; <c>amount</c>: by option, points or rank; <c>words</c>: what was written.
    /// </param>
    public static IReadOnlyList<Mark>? Read(Poll poll, SentBallot sent) => poll.Kind switch
    {
        PollKind.One => Options(poll, sent.Choices, 0, 1),
        PollKind.YesNo => sent.Choices.Count == 0 ? []
            : sent.Choices is [1 or 2] ? [new Mark(sent.Choices[0], 1, "")] : null,
        PollKind.Multiple => Options(poll, sent.Choices, poll.Low, poll.High),
        PollKind.Rating or PollKind.Scale or PollKind.Number => Number(poll, sent.Choices),
        PollKind.Ranking => Ranks(poll, sent.Choices),
        PollKind.Points => Points(poll, sent.Amounts),
        PollKind.Text => Written(sent.Words, 1, LongestText),
        PollKind.Words => Written(sent.Words, poll.High, LongestWord),
        _ => null,
    };

    /// <summary>
    /// Words that are the same to a reader: without accents, case or double spaces (Unicode NFD, marks left out).
    /// </summary>
    public static string Folded(string words)
    {
        var folded = new StringBuilder(words.Length);
        foreach (var letter in words.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) folded.Append(letter);
        return string.Join(' ', folded.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IReadOnlyList<Mark>? Options(Poll poll, IReadOnlyList<long> choices, long fewest, long most)
    {
        if (choices.Count == 0) return []; // abstains: always offered
        if (choices.Count < fewest || choices.Count > most || choices.Distinct().Count() != choices.Count) return null;
        return choices.All(choice => poll.Options.Any(option => option.Choice == choice))
            ? [.. choices.Select(choice => new Mark(choice, 1, ""))] : null;
    }

    private static IReadOnlyList<Mark>? Number(Poll poll, IReadOnlyList<long> choices) =>
        choices.Count == 0 ? []
        : choices.Count == 1 && choices[0] >= poll.Low && choices[0] <= poll.High ? [new Mark(PollTally.NumberBase + choices[0], 1, "")] : null;

    // Borda: of m places the first gives m points, the last 1.
    private static IReadOnlyList<Mark>? Ranks(Poll poll, IReadOnlyList<long> choices)
    {
        if (choices.Count == 0) return [];
        var places = Math.Min(poll.High, poll.Options.Count);
        if (choices.Count != places) return null;
        return Options(poll, choices, places, places) is { } marks
            ? [.. marks.Select((mark, i) => mark with { Amount = places - i })] : null;
    }

    private static IReadOnlyList<Mark>? Points(Poll poll, IReadOnlyDictionary<long, long> amounts)
    {
        var given = amounts.Where(amount => amount.Value != 0).ToArray();
        if (given.Length == 0) return [];
        if (given.Any(amount => amount.Value < 0 || poll.Options.All(option => option.Choice != amount.Key))) return null;
        return given.Sum(amount => amount.Value) == poll.High ? [.. given.Select(amount => new Mark(amount.Key, amount.Value, ""))] : null;
    }

    private static IReadOnlyList<Mark>? Written(IReadOnlyList<string> sent, long most, int longest)
    {
        var words = sent.Select(one => one.Trim()).Where(one => one.Length > 0).DistinctBy(Folded).ToArray();
        if (words.Length > most || words.Any(one => one.Length > longest || one.Any(char.IsControl))) return null;
        return [.. words.Select((one, i) => new Mark(i + 1, 1, one))];
    }
}

/// <summary>A ballot as it was sent.</summary>
public sealed record SentBallot(
    IReadOnlyList<long> Choices, IReadOnlyDictionary<long, long> Amounts, IReadOnlyList<string> Words)
{
    public static SentBallot Of(params long[] choices) => new(choices, new Dictionary<long, long>(), []);
}
