using LiveDashboard.Figures;
using LiveDashboard.Tests.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>What is weighed is the whole process, so nothing runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}

/// <summary>What viewers who do not read hold.</summary>
[Collection(Alone.Name)]
public sealed class HeldMemoryTests
{
    [Fact]
    public async Task A_hundred_who_do_not_read_are_dropped_and_hold_little()
    {
        const int Stuck = 100;
        const int Padding = 400_000;
        await using var app = await DashboardApp.Start(
            // A full collection stops the one who reads, too, for longer than a second.
            settings: ["--Live:RefreshSeconds", "300", "--Live:SendSeconds", "5"],
            with: services => services.AddSingleton<IFigureSource>(new Counter()));
        await using var other = await app.Live();
        await other.Watch(Counter.BoardName);
        var stuck = new List<StuckViewer>();
        for (var viewer = 0; viewer < Stuck; viewer++)
            stuck.Add(await StuckViewer.Watch(app.Address, Counter.BoardName));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var value = 1; value <= 30; value++) HubAbuseTests.Push(app, value, Padding);
        // Thirty frames for each would be more than a gigabyte.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 100L * Padding);
        await HubAbuseTests.OnlyTheOtherIsLeft(app, other);
        stuck.ForEach(viewer => viewer.Dispose());
    }
}
