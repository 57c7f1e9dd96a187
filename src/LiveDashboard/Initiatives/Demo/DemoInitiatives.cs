using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Demo;

/// <summary>
/// The demonstration's initiatives. All of it is invented, and every page of them says so; the months are those before
/// the day on which it is first started.
/// </summary>
public sealed class DemoInitiatives(
    InitiativeStore initiatives, MetricStore metrics, ReadingLedger ledger, WriteLane lane, StationTime station)
{
    /// <summary>The metric that counts who walked along; its readings come with the walks.</summary>
    public const string Walkers = "demo-walkers";

    private const string Invented = "invented";

    /// <summary>Adds them, unless there are any: all in one commit, so that a stop leaves all of them or none.</summary>
    public async Task Add(CancellationToken ct)
    {
        if ((await initiatives.List(drafts: true, ct)).Count == 0) await lane.Write(Add, ct);
    }

    private async Task Add(WriteTurn turn)
    {
        var month = Periods.Of(Periods.Month, station.Today);
        var walks = await Add(
            turn, "watch", "Night walks with residents", "Marches de nuit avec les habitants",
            "Twice a month, residents and two of us walk the same streets after dark and write down what is out of order.",
            "Deux fois par mois, des habitants et deux d’entre nous font à pied les mêmes rues après la nuit tombée et notent ce qui ne va pas.",
            "The community team", month.AddMonths(-4), month.AddMonths(2));
        await Count(turn, walks, "Walks", "Marches", "walks", "marches", 12, month, [2, 2, 1, 2]);
        await metrics.Save(turn, Actor.Console, walks, new Metric
        {
            Id = Walkers,
            InitiativeId = walks.Id,
            Position = 1,
            Combine = Combine.Sum,
            Better = Metric.More,
            Every = Periods.Month,
            GraceDays = 14,
            NameEn = "Residents who walked along",
            NameFr = "Habitants venus marcher",
            UnitEn = "people",
            UnitFr = "personnes",
        });
        var marked = await Add(
            turn, "outreach", "Bicycles marked", "Vélos gravés",
            "A marked bicycle is less worth stealing, and finds its owner again. Free of charge, every Saturday at the market.",
            "Un vélo gravé tente moins les voleurs et retrouve son propriétaire. Gratuit, chaque samedi au marché.",
            "The prevention team", month.AddMonths(-4), month.AddMonths(2));
        await Count(turn, marked, "Bicycles", "Vélos", "bicycles", "vélos", 600, month, [96, 104, 121, 91]);
        var lights = await Add(
            turn, "policy", "Street lights repaired in 7 days", "Lampadaires réparés en 7 jours",
            "A lamp that is out is to burn again within a week. The works office tells us each month how often that is so.",
            "Un lampadaire éteint doit brûler de nouveau dans la semaine. Le service des travaux nous dit chaque mois combien de fois c’est le cas.",
            "The works office", month.AddMonths(-6), month.AddMonths(6));
        await Add(turn, lights, new Metric
        {
            Combine = Combine.Latest,
            Better = Metric.More,
            Every = Periods.Month,
            GraceDays = 0,
            TargetMilli = 90_000,
            NameEn = "Repaired in 7 days",
            NameFr = "Réparés en 7 jours",
            UnitEn = "%",
            UnitFr = "%",
        }, month.AddMonths(-6), [71_000, 74_000, 73_000, 78_000]);
        var aid = await Add(
            turn, "education", "First aid in every school", "Les premiers secours dans chaque école",
            "A morning in every class of the sixth year: what to do, whom to call, and practice until it comes by itself.",
            "Une matinée dans chaque classe de sixième : que faire, qui appeler, et s’exercer jusqu’à ce que cela vienne tout seul.",
            "The schools office", month.AddMonths(-9), month.AddMonths(-1));
        await Count(turn, aid, "Pupils trained", "Élèves formés", "pupils", "élèves", 800, month, [118, 131, 96, 142, 109, 127, 98, 55]);
        await initiatives.Save(turn, Actor.Console, aid with { State = InitiativeState.Closed });
    }

    private Task<Initiative> Add(
        WriteTurn turn, string kind, string en, string fr, string goalEn, string goalFr, string owner, DateOnly first,
        DateOnly last) => initiatives.Add(turn, Actor.Console, new Initiative
        {
            Kind = kind,
            Owner = owner,
            First = first,
            Last = last.AddMonths(1).AddDays(-1),
            State = InitiativeState.Open,
            Origin = Invented,
            Texts = new Dictionary<string, InitiativeText>
            {
                [Language.English.Code] = new(en, goalEn, ""),
                [Language.French.Code] = new(fr, goalFr, ""),
            },
        });

    private Task Count(
        WriteTurn turn, Initiative of, string en, string fr, string unitEn, string unitFr, long target, DateOnly month,
        IReadOnlyList<long> months) => Add(turn, of, new Metric
        {
            Combine = Combine.Sum,
            Better = Metric.More,
            Every = Periods.Month,
            GraceDays = 14,
            TargetMilli = target * 1000,
            NameEn = en,
            NameFr = fr,
            UnitEn = unitEn,
            UnitFr = unitFr,
        }, month.AddMonths(-months.Count), [.. months.Select(value => value * 1000)]);

    private async Task Add(WriteTurn turn, Initiative of, Metric metric, DateOnly first, IReadOnlyList<long> milli)
    {
        metric = metric with { Id = InitiativeStore.NewId(), InitiativeId = of.Id };
        await metrics.Save(turn, Actor.Console, of, metric);
        await ledger.AddAll(
            turn, Actor.Console, metric,
            [.. milli.Select((value, i) => new Reading(first.AddMonths(i), "", value, 1, "", "", ""))], ReadingWay.Form);
    }
}
