using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Tests.Events;

/// <summary>The program with an initiative under way whose metric may count attendance, on 10 June 2026 at noon.</summary>
public sealed class EventSite(InitiativeSite initiatives) : IAsyncDisposable
{
    public InitiativeSite Initiatives => initiatives;
    public StaffSite Staff => initiatives.Staff;
    public DashboardApp App => initiatives.App;
    public FakeClock Clock => Staff.Clock;
    public SignUpStore SignUps => App.Get<SignUpStore>();

    public static async Task<EventSite> Start(Engine engine = Engine.Sqlite) => new(await InitiativeSite.Start(engine));

    /// <summary>A walk in ten days, as staff may add it.</summary>
    public CommunityEvent Walk(long capacity = 10, string metric = "", int days = 10, string name = "Night walk")
    {
        var starts = Clock.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds();
        return new CommunityEvent
        {
            NameEn = name,
            AboutEn = "Walk together.",
            Place = "The church square",
            Host = "The community team",
            StartsAt = starts,
            EndsAt = starts + 7_200_000,
            ClosesAt = starts,
            SignUp = 1,
            Capacity = capacity,
            MetricId = metric,
            State = EventState.Published,
        };
    }

    public Task<CommunityEvent> Add(CommunityEvent given) => App.Get<EventLedger>().Add(InitiativeSite.By, [given], default);

    public async Task<CommunityEvent> Find(CommunityEvent one) => (await App.Get<EventStore>().Find(one.Id, default))!;

    public static SignUpCode NewCode() => SignUpCode.OfForm(FormCode.NewForm())!;

    /// <summary>Signs up under a new code.</summary>
    public async Task<(SignUpCode Code, SignUp SignUp)> Come(CommunityEvent one, long people = 1, string name = "Sam")
    {
        var code = NewCode();
        var (_, signUp) = await SignUps.Add(one.Id, code, new NewSignUp(people, name, ""), Language.English, default);
        return (code, signUp!);
    }

    public async Task<string> StateOf(SignUpCode code) => (await SignUps.Find(code, default))!.State;

    public Task Measure() => App.Get<FigureBeat>().MeasureAll(default);

    public ValueTask DisposeAsync() => initiatives.DisposeAsync();
}
