using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Figures;

namespace LiveDashboard.Tests.Figures;

public sealed class SuppressionTests
{
    private const int K = 5;

    [Fact]
    public void A_small_count_is_hidden_and_zero_with_it() =>
        Assert.Equal([true, true, false, false], Suppression.Hide([0, 4, 5, 100], K, totalShown: false));

    [Fact]
    public void Nothing_is_hidden_where_nothing_is_small() =>
        Assert.DoesNotContain(true, Suppression.Hide([5, 6, 700], K));

    [Fact]
    public void One_alone_is_never_hidden_beside_a_total() =>
        Assert.Equal([true, false, true], Suppression.Hide([3, 40, 9], K));

    [Fact]
    public void Hidden_cells_that_sum_to_little_take_another_with_them() =>
        Assert.Equal([true, true, true, false], Suppression.Hide([0, 1, 6, 40], K));

    [Fact]
    public void Cells_that_are_all_the_largest_hidden_number_would_give_themselves_away() =>
        Assert.Equal([true, true, true, false], Suppression.Hide([4, 4, 6, 40], K));

    [Fact]
    public void A_cell_that_is_shown_elsewhere_covers_for_no_other() =>
        Assert.Equal([true, true, false], Suppression.Hide([3, 90, 9], K, totalShown: true, known: [2]));

    [Fact]
    public void Without_a_total_there_is_nothing_to_subtract_from() =>
        Assert.Equal([true, false, false], Suppression.Hide([3, 40, 9], K, totalShown: false));

    [Fact]
    public void Who_subtracts_what_is_shown_from_the_total_learns_no_hidden_number() => Check.QuickThrowOnFailure(
        Prop.ForAll(Tables(), counts =>
        {
            var hidden = Suppression.Hide(counts, K);
            if (!hidden.Contains(true) || counts.Sum() < K) return true;
            // The interval of each hidden number, as the attacker finds it: from 0 to all that is missing.
            var missing = counts.Sum() - counts.Where((_, i) => !hidden[i]).Sum();
            var cells = hidden.Count(cell => cell);
            return cells >= 2 && missing >= K;
        }));

    [Fact]
    public void Who_also_knows_that_hidden_means_small_learns_no_number_either() => Check.QuickThrowOnFailure(
        Prop.ForAll(Tables(), counts =>
        {
            var hidden = Suppression.Hide(counts, K);
            if (!hidden.Contains(true) || counts.All(count => count < K)) return true;
            var missing = counts.Where((_, i) => hidden[i]).Sum();
            // If every hidden one is below k, each is at least what remains when the others are at their largest.
            var least = missing - (hidden.Count(cell => cell) - 1) * (K - 1);
            return least < K - 1 || counts.Where((count, i) => hidden[i] && count >= K).Any();
        }));

    [Fact]
    public void What_is_shown_is_never_small() => Check.QuickThrowOnFailure(
        Prop.ForAll(Tables(), counts =>
            counts.Zip(Suppression.Hide(counts, K)).All(cell => cell.Second || cell.First >= K)));

    private static Arbitrary<long[]> Tables() =>
        Gen.Choose(0, 12).Select(count => (long)count).ArrayOf().Where(counts => counts.Length is > 0 and < 9)
            .ToArbitrary();
}
