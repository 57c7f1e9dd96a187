using LiveDashboard.Figures;
using LiveDashboard.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveDashboard.Feedback.Demo;

/// <summary>What makes the program a demonstration.</summary>
public static class DemoServices
{
    public static void AddDemonstration(this IServiceCollection services, DemoClock clock)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(clock);
        services.AddSingleton<DemoNotice>();
        services.AddSingleton<IFigureSource, DemoPaceFigures>();
        services.AddSingleton<Demonstration>();
    }
}
