using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.Editing;
using LiveDashboard.Events.Feeds;
using LiveDashboard.Events.Importing;
using LiveDashboard.Events.Pages;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Events;

/// <summary>What the slice adds to the program.</summary>
public static class EventServices
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventStore>();
        services.AddSingleton<EventDesk>();
        services.AddSingleton<EventLedger>();
        services.AddSingleton<AttendanceLedger>();
        services.AddSingleton<WaitingList>();
        services.AddSingleton<SignUpStore>();
        services.AddSingleton<SignUpList>();
        services.AddSingleton<SignUpLimit>();
        services.AddSingleton<OpenSignUpLimit>();
        services.AddRetention<ForgetSignUps>();
        services.AddSingleton<EventFeeds>();
        services.AddSingleton<EventImport>();
        services.AddSingleton<INews, EventNews>();
        services.AddSingleton<IDataSets, EventData>();
        services.AddSingleton<ICorrectionLog, AttendanceCorrections>();
        foreach (var home in new[] { true, false })
            services.AddSingleton<IFigureSource>(new EventFigures(home));
        services.AddSingleton(new HomeSection("/Events/Pages/_OnHome.cshtml"));
        services.AddSingleton(new PublicPlace("/events", "events.nav"));
    }

    /// <summary>After a commit that changed an event or its list.</summary>
    public static void EventsChanged(this FigureSignal signal)
    {
        signal.Changed(EventFigures.SourceName);
        signal.Changed(EventFigures.HomeSourceName);
    }
}
