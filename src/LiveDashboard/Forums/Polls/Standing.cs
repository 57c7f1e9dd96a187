using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>How somebody who may vote stands to a poll's round, before a ballot.</summary>
internal sealed record Standing
{
    public string Id { get; init; } = "";
    /// <summary>1: who voted is known, as of an anonymous round that was closed once, and what, no longer.</summary>
    public long HasVoted { get; init; }
    /// <summary>The ballot that is in; null: none is.</summary>
    public string? Ballot { get; init; }
    /// <summary>Which sending made it.</summary>
    public string? Sent { get; init; }

    /// <summary>
    /// Those of the participants who may vote: in the open forum, and in its room if the poll wants that, and not banned.
    /// </summary>
    public static async Task<Dictionary<string, Standing>> Read(DbConnection db, Poll poll, string[] participants) =>
        participants.Length == 0 ? [] : (await db.QueryAsync<Standing>(EngineText.WithLists(db,
            """
            SELECT p.id, b.id AS ballot, b.sent,
                   (SELECT COUNT(*)
                      FROM poll_voter v
                     WHERE v.poll_id = @Id AND v.round = @Round AND v.participant_id = p.id) AS has_voted
              FROM participant p
              JOIN forum f ON f.id = p.forum_id
              LEFT JOIN ballot b ON b.poll_id = @Id AND b.round = @Round AND b.participant_id = p.id
             WHERE p.id IN @participants AND p.forum_id = @ForumId AND p.banned_at IS NULL AND f.state = 'open'
               AND (@Tier = 'open' OR p.in_room_at IS NOT NULL)
            """),
            new { participants, poll.Id, poll.ForumId, poll.Round, poll.Tier })).ToDictionary(one => one.Id);

    /// <summary>What is answered without anything being stored; null: the ballot is to be stored, if it keeps the rules.</summary>
    /// <param name="standing">Null: may not vote.</param>
    public static BallotAnswer? Decide(Poll poll, Standing? standing, WaitingBallot waiting)
    {
        if (standing is null) return BallotAnswer.Unknown;
        if (standing.Sent == waiting.Sent) return BallotAnswer.Counted;
        if (poll.State != PollState.Open || waiting.Received > poll.ClosesAt + (long)BallotStore.Grace.TotalMilliseconds)
            return standing.Ballot is null ? BallotAnswer.TooLate : BallotAnswer.Stands;
        return standing.HasVoted > 0 || (standing.Ballot is not null && poll.Changeable == 0) ? BallotAnswer.Stands : null;
    }
}
