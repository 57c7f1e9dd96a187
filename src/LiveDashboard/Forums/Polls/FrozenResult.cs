using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace LiveDashboard.Forums.Polls;

/// <summary>How a frozen result is written, and what may still be seen of it.</summary>
public static class FrozenResult
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { IncludeFields = true }; // of the pair

    /// <summary>The result as it was revealed; null when it was not.</summary>
    public static PollResult? Read(string frozen) =>
        frozen.Length == 0 ? null : JsonSerializer.Deserialize<PollResult>(frozen, Json);

    /// <summary>The same without the words that a moderator has withheld since; null when it was not revealed.</summary>
    public static async Task<PollResult?> Shown(DbConnection db, Poll poll, long round)
    {
        var revealed = Read(await db.ExecuteScalarAsync<string?>(
            "SELECT frozen FROM poll_round WHERE poll_id = @Id AND round = @round", new { poll.Id, round }) ?? "");
        return revealed is null ? null : await Cleared(db, poll, round, revealed);
    }

    /// <summary>A result that was seen once, without what is withheld now.</summary>
    public static async Task<PollResult> Cleared(DbConnection db, Poll poll, long round, PollResult seen)
    {
        if (poll.Kind != PollKind.Words) return seen;
        var withheld = (await Withheld(db, poll.Id, round)).Select(BallotRules.Folded).ToHashSet();
        return seen with { Rows = [.. seen.Rows.Where(row => !withheld.Contains(BallotRules.Folded(row.Words)))] };
    }

    /// <summary>What was written in a round and is withheld, each spelling once.</summary>
    public static async Task<IReadOnlyList<string>> Withheld(DbConnection db, string pollId, long round) =>
        (await db.QueryAsync<string>(
            """
            SELECT DISTINCT c.words
              FROM ballot b
              JOIN ballot_choice c ON c.ballot_id = b.id
              JOIN ballot_text t ON t.ballot_id = c.ballot_id AND t.choice = c.choice AND t.state = 'withheld'
             WHERE b.poll_id = @pollId AND b.round = @round
             ORDER BY c.words
            """,
            new { pollId, round })).AsList();
}
