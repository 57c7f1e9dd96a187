using LiveDashboard.Feedback.Administration;
using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Desk.Claims;
using LiveDashboard.Feedback.Desk.Entry;
using LiveDashboard.Feedback.Desk.Queue;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Desk.Templates;
using LiveDashboard.Feedback.Desk.Work;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Ingest;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Feedback.Pulse;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Feedback.Send;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;

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
        services.AddDesk();
        services.AddPublication();

        services.AddSingleton<IFigureSource, ReplyTimeFigures>();
        services.AddSingleton<IFigureSource, WaitingFigures>();
        services.AddSingleton<IFigureSource, TrendFigures>();
        services.AddSingleton<ICorrectionLog, TrendCorrections>();
        services.AddSingleton<IFigureSource, PulseFigures>();
        services.AddSingleton<IFigureSource, RatingFigures>();
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
        services.AddSingleton<PulseStore>();
        services.AddSingleton<PulseGiven>();
        services.AddSingleton<PulseLimit>();
        services.AddSingleton<KeepingPeriods>();
        services.AddSingleton<KeepingStore>();
        services.AddSingleton<EraseCase>();
        services.AddRetention<ForgetOldCases>();
        services.AddSingleton<CaseLetterStore>();
        services.AddSingleton<LettersLimit>();
        services.AddRetention<EndOldLetters>();
        services.AddSingleton<ListStore>();
        services.AddSingleton<OpenCase>();
        services.AddSingleton<FollowStore>();
        services.AddSingleton<OwnData>();
        services.AddSingleton<RatingStore>();
    }

    /// <summary>Where staff answer them.</summary>
    private static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<QueueStore>();
        services.AddSingleton<QueueReader>();
        services.AddSingleton<CaseFinder>();
        services.AddSingleton<ClaimStore>();
        services.AddSingleton<DeskActs>();
        services.AddSingleton<WorkStore>();
        services.AddSingleton<BulkActs>();
        services.AddSingleton<SenderStore>();
        services.AddSingleton<OutcomeStore>();
        services.AddSingleton<TemplateStore>();
        services.AddSingleton<EntryStore>();
        services.AddSingleton<DeskCases>();
        services.AddRetention<PruneDesk>();
        services.AddSingleton<IStaffAlerts, DeskStaffAlerts>();
    }
}
