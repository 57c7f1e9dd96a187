using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Initiatives;

/// <summary>The program with an initiative under way, on 10 June 2026.</summary>
public sealed class InitiativeSite(StaffSite staff, Initiative initiative) : IAsyncDisposable
{
    public static readonly Actor By = new("", "Ada");

    public StaffSite Staff => staff;
    public DashboardApp App => staff.App;
    public Initiative Initiative => initiative;

    public static async Task<InitiativeSite> Start(Engine engine = Engine.Sqlite)
    {
        var staff = await StaffSite.Start(engine);
        var added = await staff.App.Get<InitiativeStore>().Add(By, Night(), default);
        return new InitiativeSite(staff, added);
    }

    public static Initiative Night(string name = "Night walks") => new()
    {
        Kind = "watch",
        Owner = "The community team",
        First = new DateOnly(2026, 1, 1),
        Last = new DateOnly(2026, 12, 31),
        State = InitiativeState.Open,
        Texts = new Dictionary<string, InitiativeText>
        {
            ["en"] = new(name, "Walk together.", ""),
            ["fr"] = new("Marches de nuit", "Marcher ensemble.", ""),
        },
    };

    public async Task<Metric> Metric(
        string combine = Combine.Sum, long? target = 12, bool people = false, string every = Periods.Month, long grace = 14)
    {
        var metric = new Metric
        {
            Id = InitiativeStore.NewId(),
            InitiativeId = initiative.Id,
            Combine = combine,
            Better = LiveDashboard.Initiatives.Metrics.Metric.More,
            Every = every,
            GraceDays = grace,
            TargetMilli = target * 1000,
            People = people ? 1 : 0,
            NameEn = "Walks",
            NameFr = "Marches",
            UnitEn = "walks",
            UnitFr = "marches",
        };
        await App.Get<MetricStore>().Save(By, initiative, metric, default);
        return metric;
    }

    public static Reading Of(int month, long value, string part = "", long over = 1, string reason = "") =>
        new(new DateOnly(2026, month, 1), part, value * 1000, over, "log book", "", reason);

    public async Task<ReadingAnswer> Enter(Metric metric, Reading reading)
    {
        var now = await App.Get<ReadingStore>().Find(metric.Id, reading.Period, reading.Part, default);
        return await App.Get<ReadingLedger>().Add(By, metric, reading, now?.Version ?? 0, default);
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();
}
