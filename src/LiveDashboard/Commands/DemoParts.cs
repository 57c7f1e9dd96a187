using LiveDashboard.Events.Demo;
using LiveDashboard.Initiatives.Demo;
using LiveDashboard.Statistics.Demo;
using LiveDashboard.Stories.Demo;

namespace LiveDashboard.Commands;

/// <summary>
/// What the demonstration has besides its records and its forum. Each part is one commit: whenever the first start is
/// stopped, the next one adds the parts that are not there.
/// </summary>
public static class DemoParts
{
    public static void AddDemoParts(this IServiceCollection services)
    {
        services.AddSingleton<DemoInitiatives>();
        services.AddSingleton<DemoEvents>();
        services.AddSingleton<DemoStatistics>();
        services.AddSingleton<DemoStories>();
    }

    /// <summary>In this order: events count for an initiative, and stories are proved by what is there.</summary>
    public static async Task AddMissing(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<DemoInitiatives>().Add(ct);
        await services.GetRequiredService<DemoEvents>().Add(DemoInitiatives.Walkers, ct);
        await services.GetRequiredService<DemoStatistics>().Add(ct);
        await services.GetRequiredService<DemoStories>().Add(ct);
    }
}
