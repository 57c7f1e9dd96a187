using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Guides;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Showing;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Stories;

/// <summary>What the slice adds to the program.</summary>
public static class StoryServices
{
    public static void AddStories(this IServiceCollection services)
    {
        services.AddSingleton<StoryStore>();
        services.AddSingleton<DecisionStore>();
        services.AddSingleton<DecisionVersions>();
        services.AddSingleton<GuideStore>();
        services.AddSingleton<ThanksStore>();
        services.AddSingleton<ThanksLimit>();
        services.AddSingleton<IProof>(provider => provider.GetRequiredService<RecountThanks>());
        services.AddSingleton<Places>();
        services.AddSingleton<StoryNews>();
        services.AddSingleton<BesideReader>();
        services.AddSingleton<IDataSets, StoryData>();
        services.AddSingleton<ICorrectionLog, DecisionCorrections>();
        services.AddSingleton<INews, PublishedDecisions>();
        services.AddSingleton<INews, PublishedStories>();
        services.AddSingleton<IFigureSource, ThanksFigures>();
        services.AddSingleton<IFigureSource, HomeStories>();
        services.AddSingleton(new HomeSection("/Stories/Showing/_OnHome.cshtml"));
        services.AddSingleton(new PageSection("/Stories/Showing/_Beside.cshtml"));
        services.AddSingleton(new PublicPlace("/decisions", "decisions.nav"));
    }

    /// <summary>Lets stories point to figures of a source.</summary>
    /// <param name="source">Makes the source.</param>
    /// <param name="kind">The kind of places that its figures belong to.</param>
    /// <param name="figure">The beginning of the figures' keys for such a place's key.</param>
    public static void AddProvenFigures(
        this IServiceCollection services, Func<IServiceProvider, IFigureSource> source, string kind,
        Func<string, string> figure)
    {
        services.AddSingleton(provider => new ProvenFigures(source(provider), kind, figure));
        services.AddSingleton<IFigureSource>(provider =>
            provider.GetServices<ProvenFigures>().Single(one => one.Kind == kind));
    }
}
