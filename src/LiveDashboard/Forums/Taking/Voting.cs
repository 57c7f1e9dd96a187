using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Taking;

/// <summary>
/// Takes ballots from phones. A room votes in the same few seconds: nothing is looked up for one ballot alone, and what all
/// of them need is read once, in the transaction that stores them.
/// </summary>
public sealed class Voting(ParticipantStore participants, BallotStore ballots)
{
    private const int LongestId = 60;

    /// <summary>Stores what the form of a poll says, durably, and tells what became of it.</summary>
    public async Task<StoredBallot> Take(HttpContext http, string code, IFormCollection form, CancellationToken ct)
    {
        if (participants.Browser(http) is not { } browser) return new StoredBallot(BallotAnswer.Unknown, null);
        var (poll, sent) = (form["poll"].ToString(), form["sent"].ToString());
        if (poll.Length is 0 or > LongestId) return new StoredBallot(BallotAnswer.TooLate, null);
        return await ballots.Vote(poll, sent, held => Read(held, code, browser, sent, form), ct);
    }

    /// <summary>What became of a ballot, as pages and scripts name it.</summary>
    public static string Word(StoredBallot stored) => stored.Answer switch
    {
        BallotAnswer.Counted => "counted",
        BallotAnswer.Stands => "stands",
        BallotAnswer.TooLate => "late",
        BallotAnswer.Refused => "refused",
        _ => "unknown",
    };

    /// <summary>Why a ballot was refused, and how to put it right.</summary>
    public static string Problem(StoredBallot stored, Language language)
    {
        var problem = stored.Problem.Length > 0 ? stored.Problem : "rules";
        return language[$"taking.problem.{problem}"]
            + (problem == "rules" ? " " + BallotWords.Hint(stored.Poll!, language) : "");
    }

    // A ballot that was on its way while the host went on is for another question, or another round of it.
    private static ReadBallot Read(HeldPoll held, string code, KnownBrowser browser, string sent, IFormCollection form)
    {
        var (poll, forum) = held;
        if (forum.State != ForumState.Open || forum.Code != ForumStore.Digits(code)
            || form["round"] != BallotWords.Number(poll.Round)) return ReadBallot.None(BallotAnswer.TooLate);
        var (ballot, problem) = sent.Length is 0 or > LongestId ? (null, "rules") : SentForm.Read(poll, form);
        return ballot is null ? ReadBallot.None(BallotAnswer.Refused, problem)
            : new ReadBallot(browser.In(forum.Id), ballot);
    }
}
