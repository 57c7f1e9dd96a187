using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Ingest;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Feedback.Send;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback;

/// <summary>What the slice adds to the program.</summary>
public static class FeedbackServices
{
    public static void AddFeedback(this IServiceCollection services)
    {
        services.AddSingleton<CaseLedger>();
        services.AddSingleton<Recount>();
        services.AddSingleton<IProof>(provider => provider.GetRequiredService<Recount>());
        services.AddRetention<PruneEmptyHours>();
        services.AddSingleton<TargetStore>();
        services.AddTransient<ProviderLists>();
        services.AddTransient<CaseImport>();
        services.AddTransient<ImportCases>();
        services.AddIngest();
        services.AddMessages();
        services.AddPublication();

        services.AddSingleton<IFigureSource, ReplyTimeFigures>();
        services.AddSingleton<IFigureSource, WaitingFigures>();
        services.AddSingleton<IFigureSource, TrendFigures>();
        foreach (var scopeKind in PublishBreakdowns.ScopeKinds)
            services.AddSingleton<IFigureSource>(provider =>
                ActivatorUtilities.CreateInstance<BreakdownFigures>(provider, scopeKind));
    }

    /// <summary>Residents' own messages: sending, following, answering.</summary>
    private static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<CaseWords>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<ThreadStore>();
        services.AddSingleton<ListChoices>();
        services.AddSingleton<SendLimit>();
        services.AddSingleton<OpenLimit>();
        services.AddSingleton<OpenCase>();
        services.AddSingleton<FollowStore>();
    }
}
