using System.Diagnostics;
using Dapper;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Load.Servers;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Npgsql;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// What a reading, the board, the pages and the nightly recount cost with a million readings beside ten thousand: the
/// same, within 1.5 times, as all but the recount reads roll-ups; the recount is measured for each reading that it counts.
/// </summary>
public static class ReadingsBench
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Rounds = 200;
    private const int Recounts = 5;

    public static async Task Run(string scratch, string? server, CancellationToken ct)
    {
        await using var few = await Side.Open(scratch, server, Few, ct);
        await using var many = await Side.Open(scratch, server, Many, ct);
        Report.Line($"| readings, {(server is null ? "SQLite" : "PostgreSQL")} | {Few:N0} | {Many:N0} | ratio |");
        Report.Line($"|---|---|---|---|");
        await Compare("adding one, its statements, µs", Rounds, few, many, side => side.Add(ct));
        await Compare("adding one, until it is durable, µs", Rounds, few, many, side => Timed(() => side.AddDurably(ct)));
        await Compare("measuring both boards, µs", Rounds, few, many, side => Timed(() => side.Measure(ct)));
        await Compare("an initiative's page over HTTP, µs", Rounds, few, many, side => Timed(() => side.Get(side.Page, ct)));
        await Compare("their list over HTTP, µs", Rounds, few, many, side => Timed(() => side.Get("/en/initiatives", ct)));
        await Compare(
            "the nightly recount, for 1,000 readings, µs", Recounts, few, many,
            async side => await Timed(() => side.Instance.Get<RecountReadings>().Run(ct)) * 1000 / side.Readings);
        Report.Line($"medians of {Rounds} rounds in turn, of the recount {Recounts}");
    }

    private static async Task Compare(string what, int rounds, Side few, Side many, Func<Side, Task<double>> measure)
    {
        var times = new Dictionary<Side, List<double>> { [few] = [], [many] = [] };
        for (var round = -rounds / 10; round < rounds; round++)
            foreach (var side in round % 2 == 0 ? new[] { few, many } : [many, few])
                if (await measure(side) is var time && round >= 0) times[side].Add(time);
        var (small, large) = (Report.Median(times[few]), Report.Median(times[many]));
        Report.Line($"| {what} | {small:0} | {large:0} | {large / small:0.00} |");
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    /// <summary>A running program on a database with so many readings.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private static readonly HashSet<string> Boards = [InitiativeFigures.SourceName, InitiativeFigures.HomeSourceName];

        private HttpClient _http = null!;
        private IReadOnlyList<Metric> _metrics = [];
        private int _added;

        public required Instance Instance { get; init; }
        public required int Readings { get; init; }
        public string Page { get; private set; } = "";

        public static async Task<Side> Open(string scratch, string? server, int readings, CancellationToken ct)
        {
            var own = server is null ? "" : await OwnDatabase(server, $"readings_{readings}", ct);
            var folder = Path.Combine(scratch, $"readings-{readings}{(server is null ? "" : "-server")}");
            var instance = await Instance.Open(
                folder, null, "--ConnectionStrings:Dashboard", own, "--urls", "http://127.0.0.1:0");
            var side = new Side { Instance = instance, Readings = readings };
            side._metrics = await new ReadingsMaker(instance).Make(readings, ct);
            await Dashboard.PrepareFigures(instance.App);
            await instance.App.StartAsync(ct);
            side._http = new HttpClient { BaseAddress = new Uri(instance.App.Urls.Single()) };
            var of = (await instance.Get<InitiativeStore>().Find(side._metrics[0].InitiativeId, ct))!;
            side.Page = $"/en/initiatives/{of.Slug}";
            return side;
        }

        /// <summary>Its statements alone, in microseconds; the commit is the disk's.</summary>
        public Task<double> Add(CancellationToken ct) => Instance.Get<WriteLane>().Write(
            turn => Timed(() =>
                Instance.Get<ReadingLedger>().AddAll(turn, Actor.Console, Metric, [Next()], ReadingWay.Api)), ct);

        public Task AddDurably(CancellationToken ct) =>
            Instance.Get<ReadingLedger>().AddAll(Actor.Console, Metric, [Next()], ReadingWay.Api, ct);

        public Task Measure(CancellationToken ct) => Instance.Get<FigureMeasuring>().Measure(
            Boards, Instance.Get<StationTime>().Now, ct);

        public Task<string> Get(string path, CancellationToken ct) => _http.GetStringAsync(path, ct);

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await Instance.App.StopAsync();
            await Instance.DisposeAsync();
        }

        private Metric Metric => _metrics[_added++ % _metrics.Count];

        // Each is another part of one of the last months, as from the parts of a town.
        private Reading Next() => new(
            Periods.Of(Periods.Month, Instance.Get<StationTime>().Today).AddMonths(-1 - _added % 12),
            $"added {InitiativeStore.NewId()}", 3000, 1, "", "", "");

        private static async Task<string> OwnDatabase(string server, string name, CancellationToken ct)
        {
            await using var db = new NpgsqlConnection(server);
            await db.OpenAsync(ct);
            var there = await db.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM pg_database WHERE datname = @name", new { name });
            if (there == 0) await db.ExecuteAsync($"CREATE DATABASE {name}"); // a name of this file's
            return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        }
    }
}
