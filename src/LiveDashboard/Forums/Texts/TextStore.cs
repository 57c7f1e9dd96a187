using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Texts;

/// <summary>Reads what people wrote in their ballots: what may be seen, and all for moderators.</summary>
public sealed class TextStore(Database database)
{
    /// <summary>How many a list holds at most.</summary>
    private const int Most = 500;

    /// <summary>All of a forum's texts and words; what waits comes first.</summary>
    public async Task<IReadOnlyList<WrittenText>> List(string forumId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<WrittenText>(
            """
            SELECT v.poll_id, v.title, v.round, v.rehearsal, v.words, v.state, COUNT(*) AS n,
                   CASE WHEN COUNT(*) = 1 AND MIN(v.participant_id) <> MIN(v.id) THEN MIN(v.participant_id) END AS participant_id
              FROM (SELECT p.id AS poll_id, p.title, p.place, b.round, r.rehearsal, c.words, b.id, b.participant_id,
                           COALESCE(t.state, CASE WHEN p.kind = 'words' THEN 'shown' ELSE 'pending' END) AS state
                      FROM poll p
                      JOIN poll_round r ON r.poll_id = p.id
                      JOIN ballot b ON b.poll_id = p.id AND b.round = r.round
                      JOIN ballot_choice c ON c.ballot_id = b.id
                      LEFT JOIN ballot_text t ON t.ballot_id = c.ballot_id AND t.choice = c.choice
                     WHERE p.forum_id = @forumId AND p.kind IN ('text', 'words')) v
             GROUP BY v.poll_id, v.title, v.place, v.round, v.rehearsal, v.words, v.state
             ORDER BY CASE WHEN v.state IN ('pending', 'held') THEN 0 ELSE 1 END, v.place, v.round, MIN(v.id)
             LIMIT @Most
            """,
            new { forumId, Most })).AsList();
    }

    /// <summary>The texts of a round that a moderator approved, each once, in an order that says nothing.</summary>
    public static async Task<IReadOnlyList<string>> Shown(DbConnection db, string pollId, long round) =>
        (await db.QueryAsync<string>(
            """
            SELECT c.words
              FROM ballot b
              JOIN ballot_choice c ON c.ballot_id = b.id
              JOIN ballot_text t ON t.ballot_id = c.ballot_id AND t.choice = c.choice AND t.state = 'shown'
             WHERE b.poll_id = @pollId AND b.round = @round
             GROUP BY c.words
             ORDER BY MIN(b.id)
             LIMIT @Most
            """,
            new { pollId, round, Most })).AsList();

    /// <summary>Another text when others of the poll that is shown may be seen; "" where it is not about texts.</summary>
    public static async Task<string> Scene(DbConnection db, Poll? poll)
    {
        var seen = poll switch
        {
            { Kind: PollKind.Text, State: PollState.Revealed or PollState.Open } => await Shown(db, poll.Id, poll.Round),
            { Kind: PollKind.Words, State: PollState.Revealed } => await FrozenResult.Withheld(db, poll.Id, poll.Round),
            _ => [],
        };
        return seen.Count == 0 ? ""
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', seen))))[..12];
    }
}
