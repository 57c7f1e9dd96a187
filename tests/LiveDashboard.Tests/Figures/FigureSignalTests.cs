using LiveDashboard.Figures;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Figures;

public sealed class FigureSignalTests
{
    [Fact]
    public async Task A_thousand_signals_are_one()
    {
        using var signal = new FigureSignal(TestMetrics.New());
        Parallel.For(0, 1000, _ => signal.Changed("a"));
        Assert.True(await signal.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
        Assert.Equal(["a"], signal.TakeChanged());
        Assert.Empty(signal.TakeChanged());
        Assert.False(await signal.Wait(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task No_signal_is_lost_between_taking_and_waiting()
    {
        using var signal = new FigureSignal(TestMetrics.New());
        var taken = 0;
        var names = Enumerable.Range(0, 20_000).Select(i => $"{i}").ToArray();
        var signalling = Task.Run(() => Parallel.ForEach(names, signal.Changed));
        while (taken < names.Length)
        {
            Assert.True(await signal.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            taken += signal.TakeChanged().Count;
        }
        await signalling;
        Assert.Equal(names.Length, taken);
    }
}
