using LiveDashboard.Forums.Questions;

namespace LiveDashboard.Forums.Taking;

/// <summary>What those who take part need.</summary>
public static class TakingServices
{
    public static void AddTaking(this IServiceCollection services)
    {
        services.AddSingleton<JoinLimit>();
        services.AddSingleton<RoomReader>();
        services.AddSingleton<Voting>();
        services.AddSingleton<QuestionStore>();
        services.AddSingleton<QuestionActs>();
        services.AddSingleton<FinishQuestions>();
        services.AddSingleton<AskStore>();
    }
}
