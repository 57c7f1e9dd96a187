using System.Globalization;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Taking;

/// <summary>How a poll is put into words.</summary>
public static class BallotWords
{
    /// <summary>For talking aloud: the first option is A.</summary>
    public static string Letter(long choice) => ((char)('A' + choice - 1)).ToString();

    public static string Option(Poll poll, long choice) =>
        poll.Options.FirstOrDefault(option => option.Choice == choice)?.Words ?? "";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of not answering while taking part.</summary>
    public static string Abstain(Poll poll) => poll.Kind == PollKind.YesNo ? "taking.abstain"
        : PollKind.IsNumber(poll.Kind) || PollKind.IsWritten(poll.Kind) ? "taking.prefernot" : "taking.noopinion";

    /// <summary>What to do, in a sentence.</summary>
    public static string Hint(Poll poll, Language text) => poll.Kind switch
    {
        PollKind.Multiple when poll.Low <= 1 => text.Say("taking.hint.most", poll.High),
        PollKind.Multiple when poll.Low == poll.High => text.Say("taking.hint.exactly", poll.High),
        PollKind.Multiple => text.Say("taking.hint.between", poll.Low, poll.High),
        PollKind.Ranking => text.Say("taking.hint.ranking", Places(poll)),
        PollKind.Points => text.Say("taking.hint.points", poll.High),
        PollKind.Number => text.Say("taking.hint.number", text.Count(poll.Low), text.Count(poll.High)),
        PollKind.Rating or PollKind.Scale => text.Say("taking.hint.scale", poll.Low, poll.High),
        PollKind.Text => text.Say("taking.hint.text", BallotRules.LongestText),
        PollKind.Words => text.Say("taking.hint.words", poll.High, BallotRules.LongestWord),
        _ => text["taking.hint.one"],
    };

    /// <summary>How many places a ranking has.</summary>
    public static int Places(Poll poll) => (int)Math.Min(poll.High, poll.Options.Count);

    /// <summary>What a line of a result is called.</summary>
    public static string Row(Poll poll, ResultRow row, Language text) =>
        row.Words.Length > 0 ? row.Words
        : poll.Kind == PollKind.YesNo ? text[$"taking.yesno.{row.Choice}"]
        : PollKind.IsNumber(poll.Kind) ? $"{text.Count(row.Choice)} {poll.Unit}".Trim()
        : $"{Letter(row.Choice)} {Option(poll, row.Choice)}";
}
