using LiveDashboard.Feedback.Publication.Appeals;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Feedback.Publication.Feeds;
using LiveDashboard.Feedback.Publication.Queue;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Web.News;

namespace LiveDashboard.Feedback.Publication;

/// <summary>Residents' words in public: deciding about them, and showing what was approved.</summary>
public static class PublicationServices
{
    public static void AddPublication(this IServiceCollection services)
    {
        services.AddSingleton<QueuedCases>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<DecisionNews>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<HoldWords>();
        services.AddSingleton<AppealStore>();
        services.AddSingleton<PublishedCases>();
        services.AddSingleton<NewestCases>();
        services.AddSingleton<CaseFeeds>();
        services.AddSingleton<INews, CaseNews>();
    }
}
