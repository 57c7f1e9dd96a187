namespace LiveDashboard.Jobs;

/// <summary>
/// One duty that runs on a schedule. It must be safe to run twice, and after any pause: it looks at what is there, not
/// at when it last ran.
/// </summary>
public interface IJob
{
    /// <exception cref="JobAlarmException">What it looked after is not as it must be.</exception>
    Task Run(CancellationToken ct);
}

/// <summary>A job did its work and found something wrong, which a person must look at.</summary>
public sealed class JobAlarmException(string sentence) : Exception(sentence);

/// <summary>One line of the timetable.</summary>
/// <param name="Name">The job, as logs name it.</param>
/// <param name="Cron">Second, minute, hour, day of month, month, day of week, in the station's time zone.</param>
/// <param name="BeforeVisitors">Whether it also runs at start, because the first page shows what it publishes.</param>
public sealed record Entry(string Name, Type Job, string Cron, bool BeforeVisitors)
{
    public static Entry Of<TJob>(string cron, bool beforeVisitors = false) where TJob : IJob =>
        new(typeof(TJob).Name, typeof(TJob), cron, beforeVisitors);
}
