using LiveDashboard.Figures;
using LiveDashboard.Forums.Bans;
using LiveDashboard.Forums.Hosting;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Promises.Record;
using LiveDashboard.Forums.Recounts;
using LiveDashboard.Forums.Report;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Taking;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Forums;

/// <summary>What the slice adds to the program.</summary>
public static class ForumServices
{
    public static void AddForums(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ForumClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ForumSignal>();
        services.AddSingleton<ForumBoards>();
        services.AddSingleton<IFigureFamily>(provider => provider.GetRequiredService<ForumBoards>());
        services.AddSingleton<ForumStore>();
        services.AddSingleton<ForumActs>();
        services.AddSingleton<RoomActs>();
        services.AddSingleton<ParticipantStore>();
        services.AddTaking();
        services.AddSingleton<PollStore>();
        services.AddSingleton<PollDrafts>();
        services.AddSingleton<PollActs>();
        services.AddSingleton<HostActs>();
        services.AddSingleton<HandCounts>();
        services.AddSingleton<StageStore>();
        services.AddSingleton<SeenScenes>();
        services.AddSingleton<SeenLimit>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<BallotList>();
        services.AddSingleton<PromiseStore>();
        services.AddSingleton<IFigureSource, PromiseFigures>();
        services.AddSingleton<IDataSets, PromiseData>();
        services.AddSingleton<INews, PromiseNews>();
        services.AddSingleton(new HomeSection("/Forums/Promises/Record/_OnHome.cshtml"));
        services.AddSingleton<PromiseActs>();
        services.AddSingleton<TextStore>();
        services.AddSingleton<TextActs>();
        services.AddSingleton<BanActs>();
        services.AddSingleton<RoomCodeLimit>();
        services.AddSingleton<RoomCodeStore>();
        services.AddSingleton<BallotsTogether>();
        services.AddSingleton<BallotStore>();
        services.AddSingleton<RecountBallots>();
        services.AddSingleton<IProof>(provider => provider.GetRequiredService<RecountBallots>());
        services.AddHostedService<ClosePolls>();
    }

    /// <summary>Before visitors come: boards for the forums that have not ended.</summary>
    public static Task PrepareForums(this IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<ForumBoards>().OpenAll(ct);
}
