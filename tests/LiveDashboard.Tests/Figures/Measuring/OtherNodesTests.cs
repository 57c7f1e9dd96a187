using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Measuring;

/// <summary>Two nodes on one PostgreSQL database, which by themselves would look again only every five minutes.</summary>
public sealed class OtherNodesTests
{
    [PostgresFact]
    public async Task What_one_node_commits_is_on_the_pages_of_the_other()
    {
        var counter = new Counter();
        await using var one = await Node(counter);
        await using var other = await Node(counter, beside: one);
        await using var viewer = await other.Live();
        await viewer.Watch(Counter.BoardName);

        await Listened(other);
        for (var value = 41; value < 44; value++) // more than once: the first may have been seen when it began to listen
        {
            counter.Value = value;
            one.Get<FigureSignal>().Changed(counter.Name);
            Assert.Equal(value, CounterReading.In(await viewer.NextFrame()));
        }
    }

    [PostgresFact]
    public async Task A_node_that_could_not_hear_looks_at_everything_when_it_can()
    {
        var counter = new Counter();
        await using var one = await Node(counter);
        await using var other = await Node(counter, beside: one);
        await using var viewer = await other.Live();
        await viewer.Watch(Counter.BoardName);

        await Listened(other);
        counter.Value = 41; // nobody tells
        await using (var connection = await other.Get<Database>().OpenWriter(CancellationToken.None))
            await connection.ExecuteAsync(
                """
                SELECT pg_terminate_backend(pid)
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND query LIKE 'LISTEN %'
                """);
        Assert.Equal(41, CounterReading.In(await viewer.NextFrame()));
    }

    private static Task<DashboardApp> Node(Counter counter, DashboardApp? beside = null) => DashboardApp.Start(
        Engine.Postgres, ["--Live:RefreshSeconds", "300", "--Live:BeatMilliseconds", "100"],
        services => services.AddSingleton<IFigureSource>(counter), beside: beside);

    private static Task Listened(DashboardApp node) => Eventually.Holds(async () =>
    {
        await using var connection = await node.Get<Database>().Read(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN %'
            """) == 2;
    });
}
