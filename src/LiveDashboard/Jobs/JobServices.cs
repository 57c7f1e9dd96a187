namespace LiveDashboard.Jobs;

/// <summary>What the timetable adds to the program, whichever engine it is built with.</summary>
public static class JobServices
{
    public static void AddTimetable(this IServiceCollection services, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries) services.AddSingleton(entry.Job);
        services.AddSingleton(entries);
        services.AddRetention<JobRuns>();
        services.AddSingleton<JobMeter>();
        services.AddSingleton<JobRunner>();
        services.AddJobEngine();
    }
}
