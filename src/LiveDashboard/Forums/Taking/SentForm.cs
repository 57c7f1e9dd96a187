using System.Globalization;
using LiveDashboard.Forums.Polls;

namespace LiveDashboard.Forums.Taking;

/// <summary>A ballot as a form sends it, with script or without.</summary>
public static class SentForm
{
    /// <summary>The choice that abstains: nobody abstains by pressing a button too early.</summary>
    public const string Nothing = "none";

    /// <summary>What the form says, or the end of the key of why it is no ballot.</summary>
    public static (SentBallot? Ballot, string Problem) Read(Poll poll, IFormCollection form)
    {
        var named = form["choice"].Where(value => !string.IsNullOrWhiteSpace(value)).ToArray();
        var abstains = named.Contains(Nothing);
        var choices = poll.Kind == PollKind.Ranking
            ? Enumerable.Range(1, BallotWords.Places(poll)).Select(place => form[$"place-{place}"].ToString()).ToArray()
            : [.. named.Where(value => value != Nothing).Select(value => value!)];
        var numbers = new List<long>();
        foreach (var value in choices.Where(value => value.Length > 0))
        {
            if (Number(value) is not { } number) return (null, "rules");
            numbers.Add(number);
        }
        var amounts = new Dictionary<long, long>();
        if (poll.Kind == PollKind.Points)
            foreach (var option in poll.Options)
            {
                if (form[$"points-{option.Choice}"].ToString().Trim() is not { Length: > 0 } value) continue;
                if (Number(value) is not { } amount) return (null, "rules");
                amounts[option.Choice] = amount;
            }
        string[] words = !PollKind.IsWritten(poll.Kind) ? []
            : [.. Enumerable.Range(1, poll.Kind == PollKind.Text ? 1 : (int)poll.High)
                .Select(i => form[$"words-{i}"].ToString().ReplaceLineEndings(" ").Trim())];
        var ballot = new SentBallot(numbers, amounts, words);
        var says = numbers.Count > 0 || amounts.Values.Any(amount => amount != 0) || words.Any(word => word.Length > 0);
        if (abstains) return says ? (null, "both") : (SentBallot.Of(), "");
        if (!says) return (null, "nothing");
        return BallotRules.Read(poll, ballot) is { Count: > 0 } ? (ballot, "") : (null, "rules");
    }

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= 1_000_000 ? number : null;
}
