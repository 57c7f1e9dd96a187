using LiveDashboard.Figures;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Initiatives;

/// <summary>What the slice adds to the program.</summary>
public static class InitiativeServices
{
    public static void AddInitiatives(this IServiceCollection services)
    {
        services.AddSingleton<InitiativeStore>();
        services.AddSingleton<MetricStore>();
        services.AddSingleton<ReadingLedger>();
        services.AddSingleton<ReadingStore>();
        services.AddSingleton<IProof>(provider => provider.GetRequiredService<RecountReadings>());
        services.AddSingleton<IDataSets, InitiativeData>();
        services.AddSingleton<ICorrectionLog, ReadingCorrections>();
        services.AddSingleton<INews, InitiativeNews>();
        foreach (var home in new[] { true, false })
            services.AddSingleton<IFigureSource>(provider =>
                ActivatorUtilities.CreateInstance<InitiativeFigures>(provider, home));
        services.AddSingleton(new HomeSection("/Initiatives/Pages/_OnHome.cshtml"));
        services.AddSingleton(new PublicPlace("/initiatives", "initiatives.nav"));
    }

    /// <summary>After a commit that changed an initiative, a metric or a reading.</summary>
    public static void InitiativesChanged(this FigureSignal signal)
    {
        signal.Changed(InitiativeFigures.SourceName);
        signal.Changed(InitiativeFigures.HomeSourceName);
    }
}
