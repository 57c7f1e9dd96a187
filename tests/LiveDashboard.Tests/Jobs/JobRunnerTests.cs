using System.Diagnostics.Metrics;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Jobs;

public sealed class JobRunnerTests
{
    private static readonly Entry Trying = Entry.Of<Attempt>("0 0 5 * * ?");

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_run_is_recorded_with_how_it_ended_and_counted(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await Start(engine, clock);
        using var meters = new MeterListener();
        var counted = new List<string?>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == JobMeter.Name && instrument.Meter.Scope == app.Get<IMeterFactory>())
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string?)tags[1].Value));
        meters.Start();
        var job = app.Get<Attempt>();

        job.Does = () => { clock.Advance(TimeSpan.FromSeconds(3)); return Task.CompletedTask; };
        Assert.Equal((JobOutcome.Ok, null, 3000L), await RunOnce(app));
        job.Does = () => throw new InvalidOperationException("no paper");
        Assert.Equal((JobOutcome.Failed, "InvalidOperationException: no paper", 0L), await RunOnce(app));
        job.Does = () => throw new JobAlarmException("The roof is open.");
        Assert.Equal((JobOutcome.Alarm, "The roof is open.", 0L), await RunOnce(app));

        Assert.Equal([JobOutcome.Ok, JobOutcome.Failed, JobOutcome.Alarm], counted);
        var state = Assert.Single(await app.Get<JobRuns>().List(CancellationToken.None));
        Assert.Equal(JobOutcome.Alarm, state.Last!.Outcome);
        Assert.Equal(clock.GetUtcNow().AddMinutes(-2).AddSeconds(-3).ToUnixTimeMilliseconds(), state.LastOk!.StartedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 11, 5, 0, 0, TimeSpan.FromHours(1)), state.Next); // London's summer
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_whose_process_died_is_closed_by_the_next(Engine engine)
    {
        await using var app = await Start(engine, new FakeClock());
        await app.Get<JobRuns>().Begin(Trying.Name, "dead:1", CancellationToken.None);
        await RunOnce(app);
        Assert.Equal(
            [(JobOutcome.Interrupted, "dead:1"), (JobOutcome.Ok, $"{Environment.MachineName}:{Environment.ProcessId}")],
            await Query<(string, string)>(app, "SELECT outcome, node FROM job_run ORDER BY started_at, id"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_last_runs_of_each_job_are_kept(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await Start(engine, clock);
        var runs = app.Get<JobRuns>();
        await runs.End(await runs.Begin("Rare", "n", CancellationToken.None), TimeSpan.Zero, JobOutcome.Ok, null);
        for (var run = 0; run < JobRuns.Kept + 5; run++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await runs.Begin("Frequent", "n", CancellationToken.None);
        }
        await app.Get<Retention>().Run(CancellationToken.None);
        Assert.Equal(
            [("Frequent", (long)JobRuns.Kept), ("Rare", 1L)],
            await Query<(string, long)>(app, "SELECT job, COUNT(*) FROM job_run GROUP BY job ORDER BY job"));
        Assert.Equal(
            [clock.GetUtcNow().ToUnixTimeMilliseconds()],
            await Query<long>(app, "SELECT started_at FROM job_run WHERE outcome = 'running'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_figure_that_is_not_what_the_events_say_raises_an_alarm(Engine engine)
    {
        await using var app = await Start(engine, new FakeClock(), Entry.Of<Recount>("0 0 5 * * ?"));
        Assert.Equal(JobOutcome.Ok, (await RunOnce(app, app.Get<IReadOnlyList<Entry>>()[0])).Outcome);
        await app.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(
            turn.Connection,
            "INSERT INTO reply_total (scope_kind, scope_id, received, replied, promised) VALUES ('all', '', 7, 0, 0)"));
        var (outcome, reason, _) = await RunOnce(app, app.Get<IReadOnlyList<Entry>>()[0]);
        Assert.Equal(JobOutcome.Alarm, outcome);
        Assert.Contains("received all : the events say 0, the table says 7", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_retention_that_fails_does_not_stop_the_others()
    {
        var done = 0;
        var retention = new Retention([new Rule(() => throw new IOException("no")), new Rule(() => done++)]);
        var failed = await Assert.ThrowsAsync<AggregateException>(() => retention.Run(CancellationToken.None));
        Assert.Contains("The rule that tests are kept failed: no", failed.Message, StringComparison.Ordinal);
        Assert.Equal(1, done);
    }

    private static Task<DashboardApp> Start(Engine engine, FakeClock clock, Entry? entry = null) => DashboardApp.Start(
        engine, prepare: false, with: services =>
        {
            services.AddSingleton<TimeProvider>(clock); // standing: nothing fires by itself
            services.AddSingleton<Attempt>();
            services.AddSingleton<IReadOnlyList<Entry>>([entry ?? Trying]);
        });

    /// <summary>Runs it a minute after the last; how that was recorded, with its length in milliseconds.</summary>
    private static async Task<(string Outcome, string? Reason, long Length)> RunOnce(DashboardApp app, Entry? entry = null)
    {
        ((FakeClock)app.Get<TimeProvider>()).Advance(TimeSpan.FromMinutes(1));
        await app.Get<JobRunner>().Run(entry ?? Trying, null, CancellationToken.None);
        return (await Query<(string, string?, long)>(
            app, "SELECT outcome, reason, ended_at - started_at FROM job_run ORDER BY started_at DESC, id DESC LIMIT 1"))[0];
    }

    private static async Task<List<T>> Query<T>(DashboardApp app, string sql)
    {
        await using var db = await app.Get<Database>().Read(CancellationToken.None);
        return Dapper.SqlMapper.AsList(await Dapper.SqlMapper.QueryAsync<T>(db, sql));
    }

    public sealed class Attempt : IJob
    {
        public Func<Task> Does { get; set; } = () => Task.CompletedTask;

        public Task Run(CancellationToken ct) => Does();
    }

    private sealed class Rule(Action prune) : IRetention
    {
        string IRetention.Rule => "tests are kept";

        public Task Prune(CancellationToken ct)
        {
            prune();
            return Task.CompletedTask;
        }
    }
}
