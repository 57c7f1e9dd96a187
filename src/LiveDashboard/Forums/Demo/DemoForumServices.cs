using LiveDashboard.Forums.Rooms;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveDashboard.Forums.Demo;

/// <summary>What gives a demonstration its forum.</summary>
public static class DemoForumServices
{
    /// <summary>Adds the forum, by the world's clock; <see cref="ReplayForum"/> leads it once the program serves.</summary>
    public static void AddDemoForum(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(new ForumClock(TimeProvider.System)));
        services.AddDemoForumSteps();
        services.AddHostedService<ReplayForum>();
    }

    /// <summary>The same without the clock, for who calls <see cref="DemoForum.Step"/>.</summary>
    public static void AddDemoForumSteps(this IServiceCollection services)
    {
        services.AddSingleton<DemoForumStore>();
        services.AddSingleton<DemoVoters>();
        services.AddSingleton<DemoDeeds>();
        services.AddSingleton<DemoForum>();
    }
}
