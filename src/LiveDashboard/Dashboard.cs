using LiveDashboard.Events;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.Feeds;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Feedback;
using LiveDashboard.Feedback.Ingest;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Publication.Feeds;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Forums;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Taking;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Initiatives;
using LiveDashboard.Jobs;
using LiveDashboard.Lobby;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.OpenData;
using LiveDashboard.Staff;
using LiveDashboard.Statistics;
using LiveDashboard.Statistics.Pages;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Showing;
using LiveDashboard.Subscriptions;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>The whole program, put together. The command line runs it for visitors, and the tests for themselves.</summary>
public static class Dashboard
{
    /// <param name="args">Settings in the form <c>--Data:Folder x</c>; they win over files and the environment.</param>
    /// <param name="more">Further services, such as the demonstration's clock.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Dashboard).Assembly.GetName().Name, // also when a test or the load project starts it
        });
        builder.WebHost.UseStaticWebAssets(); // outside Development too: the static files lie at the repository's root
        builder.Logging.AddLogFormat();
        var services = builder.Services;

        // Foundations
        services.AddSingleton(TimeProvider.System);
        services.AddProvider();
        services.AddStorage(builder.Configuration);
        services.AddFigures();
        services.AddWeb();
        services.AddPages();
        services.AddTelemetry(builder.Configuration);

        // Slices
        services.AddFeedback();
        services.AddSingleton<ICaseLetters, CaseLetters>();
        services.AddForums();
        services.AddSingleton<IQuestionCases, ForumCases>();
        services.AddSingleton<IHeldWords, ForumWords>();
        services.AddInitiatives();
        services.AddEvents();
        services.AddSingleton<IAttendanceMetrics, EventAttendance>();
        services.AddSingleton<IPlaceLetters, PlaceLetters>();
        services.AddStatistics();
        services.AddStories();
        services.AddStoryPlaces();
        services.AddLobby();
        services.AddSingleton<ISaidAndDone, LobbyTexts>();
        services.AddSingleton<IMeetings, LobbyMeetings>();
        services.AddSingleton<ITopics, LobbyTopics>();
        services.AddSingleton<IProgrammes, LobbyProgrammes>();
        services.AddOpenData();
        services.AddSubscriptions();
        services.AddStaff();

        // Background work
        services.AddTimetable(Timetable.Entries);

        more?.Invoke(builder);
        var app = builder.Build();
        app.UseStaffFrame();
        app.UseWeb();
        app.UseStaffGuard();
        app.MapFigures();
        app.MapOpenLists();
        app.MapBadges();
        app.MapOpenData();
        app.MapStatisticLines();
        app.MapIngest();
        app.MapReadings();
        app.MapCaseFeeds();
        app.MapStoryFeeds();
        app.MapEventFeeds();
        app.MapProjector();
        app.MapBallots();
        app.MapRoomCodes();
        app.MapScreens();
        app.MapSubscriptions();
        app.MapNewsFeeds();
        app.MapApiDocument();
        app.MapHealth();
        app.MapPages();
        return app;
    }

    /// <summary>What must be true before a command does its work.</summary>
    /// <exception cref="CannotStartException">With a sentence that says what to do.</exception>
    public static Task PrepareStorage(WebApplication app) => app.Services.PrepareStorage(CancellationToken.None);

    /// <summary>What must be true before the first visitor: figures measured once, and whether staff have a way in.</summary>
    public static async Task PrepareFigures(WebApplication app)
    {
        foreach (var entry in Timetable.Entries.Where(entry => entry.BeforeVisitors))
            await ((IJob)app.Services.GetRequiredService(entry.Job)).Run(CancellationToken.None);
        await app.Services.PrepareForums(CancellationToken.None);
        await app.Services.GetRequiredService<FigureBeat>().MeasureAll(CancellationToken.None);
        await app.Services.PrepareStaff(CancellationToken.None);
    }
}
