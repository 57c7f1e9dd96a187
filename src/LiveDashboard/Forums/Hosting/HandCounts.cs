using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Hosting;

/// <summary>
/// What was counted in the room: raised hands and paper. Sources of their own, entered until the result is revealed and
/// never added to the phones'.
/// </summary>
public sealed class HandCounts(ForumActs acts)
{
    public const string Hands = "hands";
    public const string Paper = "paper";
    public const long Most = 100_000;

    public static readonly IReadOnlyList<string> Sources = [Hands, Paper];

    /// <summary>Whether a poll of this kind can be counted by hand.</summary>
    public static bool Suits(string kind) => kind is PollKind.One or PollKind.Multiple or PollKind.YesNo;

    /// <param name="counts">By choice; what was counted before is replaced.</param>
    public Task<ActAnswer> Enter(
        HostAct act, string pollId, string source, IReadOnlyDictionary<long, long> counts, CancellationToken ct) =>
        acts.Do(act, $"counted-{source}", pollId, async (db, forum, _) =>
        {
            if (!Sources.Contains(source) || counts.Values.Any(n => n is < 0 or > Most)) return false;
            if (await PollStore.Read(db, pollId) is not { State: PollState.Open or PollState.Closed } poll
                || poll.ForumId != forum.Id || !Suits(poll.Kind)) return false;
            foreach (var choice in PollWords.Choices(poll).Order())
                await db.ExecuteAsync(
                    """
                    INSERT INTO poll_tally (poll_id, round, source, choice, n, amount)
                    VALUES (@pollId, @Round, @source, @choice, @n, 0)
                        ON CONFLICT (poll_id, round, source, choice) DO UPDATE SET n = excluded.n
                    """,
                    new { pollId, poll.Round, source, choice, n = counts.GetValueOrDefault(choice) });
            return true;
        }, ct);
}
