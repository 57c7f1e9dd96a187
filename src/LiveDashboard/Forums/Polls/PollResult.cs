using System.Data.Common;
using Dapper;

namespace LiveDashboard.Forums.Polls;

/// <summary>One line of a result.</summary>
/// <param name="Choice">Of the option or number; of words, its rank.</param>
/// <param name="Words">What was written, in its commonest spelling; "" for options and numbers.</param>
/// <param name="N">Ballots that chose it.</param>
/// <param name="Amount">Points, or Borda points; 0 for other kinds.</param>
/// <param name="Percent">Of single choices these sum to 100; of multiple choice, of voters; of yes and no, of the two.</param>
public sealed record ResultRow(long Choice, string Words, long N, long Amount, int Percent);

/// <summary>What a round says. It is frozen when it is revealed, and a recount must give the same.</summary>
/// <param name="Ballots">All of them, those that abstain among them.</param>
/// <param name="Abstained">Those without a choice.</param>
/// <param name="Median">Of numbers; null for other kinds, or without any.</param>
/// <param name="Mean">Of ratings and scales, to one decimal; null for other kinds.</param>
/// <param name="Middle">Of numbers: between which the middle half lies.</param>
public sealed record PollResult(
    IReadOnlyList<ResultRow> Rows, long Ballots, long Abstained, double? Median, double? Mean, (long Low, long High)? Middle)
{
    /// <summary>How many words or texts a result holds at most.</summary>
    private const int MostWords = 50;

    /// <summary>Measures the phones' ballots of a round.</summary>
    public static async Task<PollResult> Measure(DbConnection db, Poll poll, long round)
    {
        var tally = (await PollTally.Read(db, poll.Id, round)).Where(row => row.Source == PollTally.Phones).ToArray();
        long Of(long choice) => tally.FirstOrDefault(row => row.Choice == choice)?.N ?? 0;
        var (ballots, abstained) = (Of(PollTally.Ballots), Of(PollTally.Abstained));
        if (PollKind.IsWritten(poll.Kind))
            return new PollResult(poll.Kind == PollKind.Words ? await Words(db, poll.Id, round) : [], ballots, abstained, null, null, null);
        if (PollKind.IsNumber(poll.Kind)) return Numbers(poll, tally, ballots, abstained);
        var choices = poll.Kind == PollKind.YesNo ? [1L, 2L] : poll.Options.Select(option => option.Choice).ToArray();
        var counts = choices.Select(choice => tally.FirstOrDefault(row => row.Choice == choice) ?? new TallyRow { Choice = choice }).ToArray();
        var percents = poll.Kind == PollKind.Multiple
            ? [.. counts.Select(row => Share(row.N, ballots - abstained))]
            : Shares([.. counts.Select(row => poll.Kind is PollKind.Points or PollKind.Ranking ? row.Amount : row.N)]);
        return new PollResult(
            [.. counts.Zip(percents, (row, percent) => new ResultRow(
                row.Choice, "", row.N, poll.Kind is PollKind.Points or PollKind.Ranking ? row.Amount : 0, percent))],
            ballots, abstained, null, null, null);
    }

    /// <summary>
    /// Whole per cents of parts that sum to 100 by the largest remainder (Hamilton); all 0 when the parts are.
    /// </summary>
    public static IReadOnlyList<int> Shares(IReadOnlyList<long> parts)
    {
        var all = parts.Sum();
        if (all == 0) return [.. parts.Select(_ => 0)];
        var whole = parts.Select(part => (int)(100 * part / all)).ToArray();
        var left = 100 - whole.Sum();
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => 100 * parts[i] % all).ThenBy(i => i).Take(left))
            whole[i]++;
        return whole;
    }

    private static int Share(long part, long all) => all == 0 ? 0 : (int)Math.Round(100.0 * part / all, MidpointRounding.AwayFromZero);

    private static PollResult Numbers(Poll poll, IReadOnlyList<TallyRow> tally, long ballots, long abstained)
    {
        var counts = tally.Where(row => row.Choice > 0).Select(row => (Number: row.Choice - PollTally.NumberBase, row.N))
            .OrderBy(row => row.Number).ToArray();
        var n = counts.Sum(row => row.N);
        long At(long place) // from 1
        {
            foreach (var (number, count) in counts)
                if ((place -= count) <= 0) return number;
            return 0;
        }
        var every = poll.Kind == PollKind.Number ? counts.Select(row => row.Number)
            : Enumerable.Range((int)poll.Low, (int)(poll.High - poll.Low) + 1).Select(number => (long)number);
        var rows = every.Select(number => (Number: number, counts.FirstOrDefault(row => row.Number == number).N)).ToArray();
        var percents = Shares([.. rows.Select(row => row.N)]);
        return new PollResult(
            [.. rows.Zip(percents, (row, percent) => new ResultRow(row.Number, "", row.N, 0, percent))],
            ballots, abstained,
            n == 0 ? null : (At((n + 1) / 2) + At(n / 2 + 1)) / 2.0,
            n == 0 || poll.Kind == PollKind.Number ? null
                : Math.Round(counts.Sum(row => (double)row.Number * row.N) / n, 1, MidpointRounding.AwayFromZero),
            n == 0 ? null : (At((n + 3) / 4), At(n - (n + 3) / 4 + 1)));
    }

    // Those that two people or more sent, in the commonest spelling, without what waits for a moderator or was withheld.
    private static async Task<IReadOnlyList<ResultRow>> Words(DbConnection db, string pollId, long round)
    {
        var sent = await db.QueryAsync<string>(
            """
            SELECT c.words
              FROM ballot b
              JOIN ballot_choice c ON c.ballot_id = b.id
              LEFT JOIN ballot_text t ON t.ballot_id = c.ballot_id AND t.choice = c.choice
             WHERE b.poll_id = @pollId AND b.round = @round AND COALESCE(t.state, 'shown') = 'shown'
            """,
            new { pollId, round });
        return [.. sent.GroupBy(BallotRules.Folded).Where(same => same.Count() >= 2)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(MostWords)
            .Select((same, i) => new ResultRow(
                i + 1,
                same.GroupBy(word => word).OrderByDescending(spelling => spelling.Count())
                    .ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key,
                same.Count(), 0, 0))];
    }
}
