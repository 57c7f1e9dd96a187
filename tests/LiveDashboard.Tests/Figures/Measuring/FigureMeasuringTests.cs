using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveDashboard.Tests.Figures.Measuring;

public sealed class FigureMeasuringTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_source_that_fails_does_not_keep_the_others_from_being_measured(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var measuring = new FigureMeasuring(
            test.Database,
            [
                new Asks("bad", "SELECT 1 FROM there_is_no_such_table"),
                new Asks("good", "SELECT COUNT(*) FROM setting"),
            ],
            [], TestMetrics.New(), NullLogger<FigureMeasuring>.Instance);
        var measured =
            await measuring.Measure(measuring.Names.ToHashSet(), test.Clock.GetUtcNow(), CancellationToken.None);
        var board = measured.Single().ToDictionary();
        Assert.Null(board["bad"]);
        Assert.Equal(new CounterReading(0), board["good"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_sources_of_a_beat_see_the_same_moment(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var measuring = new FigureMeasuring(
            test.Database,
            [
                new Asks("before", "SELECT COUNT(*) FROM setting"),
                new Writes(test),
                new Asks("after", "SELECT COUNT(*) FROM setting"),
            ],
            [], TestMetrics.New(), NullLogger<FigureMeasuring>.Instance);
        var measured =
            await measuring.Measure(measuring.Names.ToHashSet(), test.Clock.GetUtcNow(), CancellationToken.None);
        var board = measured.Single().ToDictionary();
        Assert.Equal(board["before"], board["after"]);
        Assert.Equal(1, await test.Scalar<long>("SELECT COUNT(*) FROM setting"));
    }

    private sealed record Asks(string Name, string Sql) : IFigureSource
    {
        public string Board => "test";

        public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct) =>
            new CounterReading(await snapshot.ExecuteScalarAsync<long>(Sql));
    }

    /// <summary>Somebody else writes in the middle of a beat.</summary>
    private sealed record Writes(TestDatabase Test) : IFigureSource
    {
        public string Name => "writes";
        public string Board => "test";

        public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
        {
            await Test.Write("INSERT INTO setting (name, value) VALUES ('in between', '')");
            return new CounterReading(0);
        }
    }
}
