using LiveDashboard.Forums.Polls;

namespace LiveDashboard.Tests.Forums.Polls;

public sealed class BallotRulesTests
{
    private static Poll Poll(string kind, long low = 0, long high = 2, int options = 4) => new()
    {
        Kind = kind,
        Low = low,
        High = high,
        Options = [.. Enumerable.Range(1, options).Select(choice => new PollOption { Choice = choice, Words = $"{choice}" })],
    };

    [Theory]
    [InlineData(new long[] { }, true), InlineData(new long[] { 1 }, true), InlineData(new long[] { 1, 2 }, true), InlineData(new long[] { 1, 2, 3 }, true)]
    [InlineData(new long[] { 1, 2, 3, 4 }, false), InlineData(new long[] { 1, 1 }, false), InlineData(new long[] { 9 }, false), InlineData(new long[] { 0 }, false), InlineData(new long[] { -1 }, false)]
    public void Multiple_choice_takes_what_is_on_the_list_within_its_bounds(long[] choices, bool taken) =>
        Assert.Equal(taken, BallotRules.Read(Poll(PollKind.Multiple, 1, 3), SentBallot.Of(choices)) is not null);

    [Fact]
    public void Fewer_than_the_least_are_refused_and_none_abstains()
    {
        Assert.Null(BallotRules.Read(Poll(PollKind.Multiple, 2, 3), SentBallot.Of(1)));
        Assert.Empty(BallotRules.Read(Poll(PollKind.Multiple, 2, 3), SentBallot.Of())!);
    }

    [Theory]
    [InlineData(PollKind.One, new long[] { 1, 2 }), InlineData(PollKind.YesNo, new long[] { 3 }), InlineData(PollKind.YesNo, new long[] { 1, 2 })]
    [InlineData(PollKind.Rating, new long[] { 6 }), InlineData(PollKind.Rating, new long[] { 0 }), InlineData(PollKind.Rating, new long[] { 1, 2 })]
    [InlineData(PollKind.Ranking, new long[] { 1, 2 }), InlineData(PollKind.Ranking, new long[] { 1, 2, 2 }), InlineData(PollKind.Ranking, new long[] { 1, 2, 9 })]
    public void What_is_against_the_rules_is_refused(string kind, long[] choices) =>
        Assert.Null(BallotRules.Read(Poll(kind, 1, kind == PollKind.Ranking ? 3 : 5), SentBallot.Of(choices)));

    [Fact]
    public void A_ranking_of_three_gives_three_points_to_its_first() =>
        Assert.Equal([(2L, 3L), (4L, 2L), (1L, 1L)],
            BallotRules.Read(Poll(PollKind.Ranking, 0, 3), SentBallot.Of(2, 4, 1))!.Select(mark => (mark.Choice, mark.Amount)));

    [Theory]
    [InlineData(60, 40, true), InlineData(100, 0, true), InlineData(0, 0, true)]
    [InlineData(60, 41, false), InlineData(60, 39, false), InlineData(150, -50, false)]
    public void Points_sum_to_the_budget(long first, long second, bool taken) =>
        Assert.Equal(taken, BallotRules.Read(
            Poll(PollKind.Points, 0, 100), new SentBallot([], new Dictionary<long, long> { [1] = first, [2] = second }, [])) is not null);

    [Fact]
    public void The_same_word_twice_by_one_person_is_one() =>
        Assert.Equal(["Éclairage", "bruit"], BallotRules.Read(
            Poll(PollKind.Words, 0, 3), new SentBallot([], new Dictionary<long, long>(), ["Éclairage", " eclairage ", "bruit", ""]))!
            .Select(mark => mark.Words));

    [Theory]
    [InlineData(new long[] { 1, 1, 1 }, new[] { 34, 33, 33 }), InlineData(new long[] { 0, 0 }, new[] { 0, 0 })]
    [InlineData(new long[] { 24, 71, 19, 4 }, new[] { 20, 60, 16, 4 }), InlineData(new long[] { 1, 0 }, new[] { 100, 0 })]
    public void Per_cents_of_a_single_choice_sum_to_a_hundred(long[] parts, int[] shares)
    {
        Assert.Equal(shares, PollResult.Shares(parts));
        for (var i = 0; i < 500; i++)
        {
            var random = new Random(i);
            var some = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => (long)random.Next(1, 300)).ToArray();
            Assert.Equal(100, PollResult.Shares(some).Sum());
        }
    }
}
