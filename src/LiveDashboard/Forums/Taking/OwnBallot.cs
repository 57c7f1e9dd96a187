using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Taking;

/// <summary>What a participant has answered in the running round, as far as anybody knows.</summary>
/// <param name="HasVoted">Whether a ballot is in.</param>
/// <param name="Marks">What it says; null: none is in, or it was cut from who gave it.</param>
public sealed record OwnBallot(bool HasVoted, IReadOnlyList<Mark>? Marks)
{
    /// <summary>The ballot's own id, by which it can be found in the list of all; null once nobody knows whose it is.</summary>
    public string? Receipt { get; private init; }

    public static readonly OwnBallot None = new(false, null);

    public static async Task<OwnBallot> Read(DbConnection db, Poll poll, string participantId)
    {
        var given = new { poll.Id, poll.Round, participantId };
        if (await db.ExecuteScalarAsync<string?>(
            "SELECT id FROM ballot WHERE poll_id = @Id AND round = @Round AND participant_id = @participantId", given) is { } ballot)
            return new OwnBallot(true, (await db.QueryAsync<(long Choice, long Amount, string Words)>(
                "SELECT choice, amount, words FROM ballot_choice WHERE ballot_id = @ballot ORDER BY choice", new { ballot }))
                .Select(mark => new Mark(mark.Choice, mark.Amount, mark.Words)).ToArray())
            {
                Receipt = poll.Recountable == 1 ? ballot : null,
            };
        return await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM poll_voter WHERE poll_id = @Id AND round = @Round AND participant_id = @participantId", given) > 0
            ? new OwnBallot(true, null) : None;
    }

    /// <summary>Whether a line of a result is one's own.</summary>
    public bool Has(Poll poll, ResultRow row) => Marks is not null && (PollKind.IsWritten(poll.Kind)
        ? Marks.Any(mark => BallotRules.Folded(mark.Words) == BallotRules.Folded(row.Words))
        : Marks.Any(mark => mark.Choice == (PollKind.IsNumber(poll.Kind) ? PollTally.NumberBase + row.Choice : row.Choice)));

    /// <summary>What was answered, a line for each part of it.</summary>
    public IEnumerable<string> InWords(Poll poll, Language text)
    {
        if (Marks is null) return [];
        if (Marks.Count == 0) return [text[BallotWords.Abstain(poll)]];
        return poll.Kind switch
        {
            PollKind.Ranking => Marks.OrderByDescending(mark => mark.Amount)
                .Select((mark, i) => $"{i + 1}. {BallotWords.Option(poll, mark.Choice)}"),
            PollKind.Points => Marks.Select(mark => $"{BallotWords.Option(poll, mark.Choice)}: {text.Count(mark.Amount)}"),
            PollKind.YesNo => [text[$"taking.yesno.{Marks[0].Choice}"]],
            _ when PollKind.IsNumber(poll.Kind) => [$"{text.Count(Marks[0].Choice - PollTally.NumberBase)} {poll.Unit}".Trim()],
            _ when PollKind.IsWritten(poll.Kind) => Marks.Select(mark => mark.Words),
            _ => Marks.Select(mark => $"{BallotWords.Letter(mark.Choice)} {BallotWords.Option(poll, mark.Choice)}"),
        };
    }

    /// <summary>The fields of the form that would send this again.</summary>
    public IEnumerable<(string Name, string Value)> Fields(Poll poll)
    {
        if (Marks is null) return [];
        if (Marks.Count == 0) return [("choice", SentForm.Nothing)];
        return poll.Kind switch
        {
            PollKind.Ranking => Marks.OrderByDescending(mark => mark.Amount).Select((mark, i) => ($"place-{i + 1}", BallotWords.Number(mark.Choice))),
            PollKind.Points => Marks.Select(mark => ($"points-{mark.Choice}", BallotWords.Number(mark.Amount))),
            _ when PollKind.IsNumber(poll.Kind) => [("choice", BallotWords.Number(Marks[0].Choice - PollTally.NumberBase))],
            _ when PollKind.IsWritten(poll.Kind) => Marks.Select((mark, i) => ($"words-{i + 1}", mark.Words)),
            _ => Marks.Select(mark => ("choice", BallotWords.Number(mark.Choice))),
        };
    }
}
