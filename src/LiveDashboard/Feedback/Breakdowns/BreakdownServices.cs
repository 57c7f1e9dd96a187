using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.Breakdowns;

public static class BreakdownServices
{
    public static void AddBreakdowns(this IServiceCollection services)
    {
        services.AddSingleton<IFigureSource>(provider =>
            new BreakdownFigures("category", provider.GetRequiredService<PublicationRules>()));
        services.AddSingleton<IFigureSource>(provider =>
            new BreakdownFigures("area", provider.GetRequiredService<PublicationRules>()));
    }
}
