using LiveDashboard.Figures;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Statistics;

/// <summary>What the slice adds to the program.</summary>
public static class StatisticServices
{
    public static void AddStatistics(this IServiceCollection services)
    {
        services.AddSingleton<StatisticStore>();
        services.AddSingleton<StatisticImport>();
        services.AddSingleton<NoteStore>();
        services.AddSingleton<IDataSets, StatisticData>();
        services.AddSingleton<INews, StatisticNews>();
        services.AddSingleton<ICorrectionLog, StatisticCorrections>();
        services.AddSingleton(new PublicPlace("/statistics", "statistics.nav"));
    }
}
