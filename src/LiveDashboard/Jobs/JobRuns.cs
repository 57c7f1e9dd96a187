using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Quartz;

namespace LiveDashboard.Jobs;

/// <summary>How a run ended.</summary>
public static class JobOutcome
{
    public const string Running = "running";
    public const string Ok = "ok";
    public const string Failed = "failed";

    /// <summary>The job did its work, and what it looked after is not as it must be.</summary>
    public const string Alarm = "alarm";

    /// <summary>Its process ended before it did.</summary>
    public const string Interrupted = "interrupted";
}

/// <summary>One run of a job. Times are Unix milliseconds.</summary>
public sealed record JobRun
{
    public string Job { get; init; } = "";
    public string Node { get; init; } = "";
    public long StartedAt { get; init; }
    public long? EndedAt { get; init; }
    public string Outcome { get; init; } = "";
    public string? Reason { get; init; }
}

/// <summary>A line of the timetable and how it goes.</summary>
/// <param name="Next">When it runs next.</param>
/// <param name="Last">Its last run; null when there is none yet.</param>
/// <param name="LastOk">Its last run that ended well. Of the backup: the last one that was verified.</param>
public sealed record JobState(string Name, string Cron, DateTimeOffset? Next, JobRun? Last, JobRun? LastOk);

/// <summary>The record of what the timetable did (<c>job_run</c>).</summary>
public sealed class JobRuns(
    Database database, WriteLane lane, IReadOnlyList<Entry> timetable, StationTime station) : IRetention
{
    /// <summary>How many runs of each job are kept.</summary>
    public const int Kept = 100;

    private const string Died = "Its process ended before it did.";

    /// <summary>
    /// Records that a job starts; returns the run's id. A run of the same job that never ended belongs to a process
    /// that died: the engine runs each job once at a time, on all nodes together.
    /// </summary>
    public async Task<string> Begin(string job, string node, CancellationToken ct)
    {
        var id = Guid.CreateVersion7().ToString("n");
        await lane.Write(async turn =>
        {
            await turn.Connection.ExecuteAsync(
                """
                UPDATE job_run SET outcome = 'interrupted', ended_at = @now, reason = @died
                 WHERE job = @job AND outcome = 'running'
                """,
                new { job, now = Now, died = Died });
            await turn.Connection.ExecuteAsync(
                """
                INSERT INTO job_run (id, job, node, started_at, ended_at, outcome, reason)
                VALUES (@id, @job, @node, @now, NULL, 'running', NULL)
                """,
                new { id, job, node, now = Now });
        }, ct);
        return id;
    }

    /// <summary>Records how a run ended.</summary>
    /// <param name="took">How long it ran by the world's clock: the demonstration's runs faster.</param>
    public Task End(string id, TimeSpan took, string outcome, string? reason) => lane.Write(turn => turn.Connection.ExecuteAsync(
        "UPDATE job_run SET outcome = @outcome, ended_at = started_at + @took, reason = @reason WHERE id = @id",
        new { id, outcome, reason, took = (long)took.TotalMilliseconds }));

    /// <summary>
    /// At start, closes what an earlier process left running. An embedded database has one process, so all of it; on a
    /// server another node may be at work, and the next run of the same job closes it.
    /// </summary>
    public async Task CloseInterrupted(CancellationToken ct)
    {
        if (database.Engine == Engine.Sqlite)
            await lane.Write(turn => turn.Connection.ExecuteAsync(
                "UPDATE job_run SET outcome = 'interrupted', ended_at = @now, reason = @died WHERE outcome = 'running'",
                new { now = Now, died = Died }), ct);
    }

    /// <summary>The whole timetable, in its order.</summary>
    public async Task<IReadOnlyList<JobState>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var last = await Newest(db, null);
        var ok = await Newest(db, JobOutcome.Ok);
        return
        [
            .. timetable.Select(entry => new JobState(
                entry.Name, entry.Cron, Next(entry.Cron),
                last.GetValueOrDefault(entry.Name), ok.GetValueOrDefault(entry.Name))),
        ];
    }

    public string Rule => $"the last {Kept} runs of each job stay";

    public Task Prune(CancellationToken ct) => lane.Write(turn => turn.Connection.ExecuteAsync(
        """
        DELETE FROM job_run
         WHERE id IN (SELECT id
                        FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY job ORDER BY started_at DESC, id DESC) AS place
                                FROM job_run) ranked
                       WHERE place > @kept)
        """,
        new { kept = Kept }), ct);

    private long Now => station.Now.ToUnixTimeMilliseconds();

    private DateTimeOffset? Next(string cron) =>
        CronExpression.Parse(cron).WithTimeZone(station.Zone).GetNextValidTimeAfter(station.Now) is { } next
            ? station.At(next) : null;

    /// <summary>The newest run of each job, of any outcome or of one.</summary>
    private static async Task<Dictionary<string, JobRun>> Newest(System.Data.Common.DbConnection db, string? outcome) =>
        (await db.QueryAsync<JobRun>(
            """
            SELECT job, node, started_at, ended_at, outcome, reason
              FROM (SELECT job, node, started_at, ended_at, outcome, reason,
                           ROW_NUMBER() OVER (PARTITION BY job ORDER BY started_at DESC, id DESC) AS place
                      FROM job_run
                     WHERE outcome = COALESCE(@outcome, outcome)) ranked
             WHERE place = 1
            """,
            new { outcome })).ToDictionary(run => run.Job);
}
