namespace LiveDashboard.Jobs;

/// <summary>
/// One duty that runs on a schedule. It must be safe to run twice, and after any pause: it looks at what is there, not
/// at when it last ran.
/// </summary>
public interface IJob
{
    Task Run(CancellationToken ct);
}

/// <summary>One line of the timetable.</summary>
/// <param name="Name">The job, as logs name it.</param>
/// <param name="Cron">Second, minute, hour, day of month, month, day of week, in the station's time zone.</param>
public sealed record Entry(string Name, Type Job, string Cron)
{
    public static Entry Of<TJob>(string cron) where TJob : IJob => new(typeof(TJob).Name, typeof(TJob), cron);
}
