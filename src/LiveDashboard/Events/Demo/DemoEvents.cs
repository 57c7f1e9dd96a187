using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Events.Demo;

/// <summary>
/// The demonstration's events. All of it is invented, and every page of them says so; they lie around the day on which it
/// is first started.
/// </summary>
public sealed class DemoEvents(
    EventStore store, EventLedger ledger, AttendanceLedger attendance, IAttendanceMetrics metrics, SignUpStore signUps,
    WriteLane lane, StationTime station)
{
    private const string Community = "The community team";

    // So many walks in each of the last months, as the initiative's own readings say; who came to each.
    private static readonly (int MonthsAgo, int Week, long People)[] Walks =
        [(4, 2, 11), (4, 4, 14), (3, 2, 9), (3, 4, 17), (2, 3, 6), (1, 2, 21), (1, 4, 19)];

    private DateOnly ThisMonth => new(station.Today.Year, station.Today.Month, 1);

    /// <summary>Adds them and who signed up, unless there are any: all in one commit, so that a stop leaves all or none.</summary>
    /// <param name="walkers">The metric that counts who came to the walks; left out where there is no such metric.</param>
    public async Task Add(string walkers, CancellationToken ct)
    {
        if ((await store.Newest(EventFilter.All, DateTimeOffset.UnixEpoch, 1, ct)).Count > 0) return;
        var metric = (await metrics.List(ct)).Any(one => one.Id == walkers && one.Open) ? walkers : "";
        await lane.Write(async turn =>
        {
            await AddWalks(turn, metric);
            await AddPast(turn);
            var (afternoon, evening) = await AddComing(turn, metric);
            await AddGuests(turn, afternoon, evening);
        }, ct);
    }

    private async Task AddGuests(WriteTurn turn, CommunityEvent afternoon, CommunityEvent evening)
    {
        (CommunityEvent Of, long People)[] given =
        [
            (afternoon, 2), (afternoon, 3), (afternoon, 1), (afternoon, 2), (afternoon, 1), (afternoon, 2), (evening, 1),
            (evening, 2), (evening, 4), (evening, 2),
        ];
        foreach (var (i, (of, people)) in given.Index())
            await signUps.Add(
                turn, of.Id, SignUpCode.OfForm(FormCode.NewForm())!, new NewSignUp(people, $"Guest {i + 1} (invented)", ""),
                Language.English);
    }

    private async Task AddWalks(WriteTurn turn, string metric)
    {
        foreach (var (monthsAgo, week, people) in Walks)
        {
            var walk = await ledger.Add(turn, Actor.Console, Walk(ThisMonth.AddMonths(-monthsAgo), week) with { MetricId = metric });
            await attendance.Enter(turn, Actor.Console, walk.Id, people, "", was: 0);
        }
    }

    private async Task AddPast(WriteTurn turn)
    {
        var locks = await ledger.Add(turn, Actor.Console, At(station.Today.AddDays(-23), 18, 2,
            "Locks and windows: a workshop", "Serrures et fenêtres\u00a0: un atelier",
            "What a burglar tries first, and what takes too long. Bring a photo of your front door.",
            "Ce qu’un cambrioleur essaie d’abord, et ce qui prend trop de temps. Apportez une photo de votre porte d’entrée.",
            "The library, ground floor", "The prevention team"));
        await attendance.Enter(turn, Actor.Console, locks.Id, 12, "", was: 0);
        await attendance.Enter(turn, Actor.Console, locks.Id, 21, "Two digits were swapped", was: 1);
        var school = await ledger.Add(turn, Actor.Console, At(station.Today.AddDays(-9), 9, 3,
            "First aid in class 6b", "Les premiers secours en sixième B", "A morning of practice.", "Une matinée d’exercice.",
            "School at the harbour", "The schools office"));
        await attendance.Enter(turn, Actor.Console, school.Id, 27, "", was: 0);
    }

    private async Task<(CommunityEvent Afternoon, CommunityEvent Evening)> AddComing(WriteTurn turn, string metric)
    {
        foreach (var weeks in new[] { 1, 2, 3 })
            await ledger.Add(turn, Actor.Console, At(Next(DayOfWeek.Saturday, weeks), 9, 4,
                "Bicycles marked at the market", "Vélos gravés au marché",
                "Free of charge, five minutes a bicycle. Bring something that says it is yours.",
                "Gratuit, cinq minutes par vélo. Apportez de quoi montrer qu’il est à vous.",
                "The market, by the fountain", "The prevention team"));
        foreach (var weeks in new[] { 2, 4, 6 })
            await ledger.Add(turn, Actor.Console, Walk(Next(DayOfWeek.Friday, weeks)) with { MetricId = metric });
        var cancelled = await ledger.Add(turn, Actor.Console, At(Next(DayOfWeek.Thursday, 1), 17, 2,
            "Open door at the station", "Porte ouverte au poste", "A look behind the desk.", "Un regard derrière le comptoir.",
            "The station", Community) with
        { SignUp = 1, Capacity = 40 });
        await ledger.Cancel(turn, Actor.Console, cancelled, "The hall is being repaired; a new day will be said here.");
        var afternoon = await ledger.Add(turn, Actor.Console, At(Next(DayOfWeek.Wednesday, 2), 14, 3,
            "First aid for everybody", "Les premiers secours pour tous",
            "What to do, whom to call, and practice until it comes by itself. Eight people at a time.",
            "Que faire, qui appeler, et s’exercer jusqu’à ce que cela vienne tout seul. Huit personnes à la fois.",
            "The fire station, training room", "The schools office") with
        { SignUp = 1, Capacity = 8 });
        var evening = await ledger.Add(turn, Actor.Console, At(Next(DayOfWeek.Tuesday, 3), 19, 2,
            "Neighbourhood watch: an evening to begin", "Voisins vigilants\u00a0: une soirée pour commencer",
            "How a street looks after itself without looking at each other. With people from three streets that do.",
            "Comment une rue veille sur elle-même sans s’épier. Avec des habitants de trois rues qui le font.",
            "The town hall, small room", Community) with
        { SignUp = 1, Capacity = 30 });
        return (afternoon, evening);
    }

    /// <summary>On a Friday of a month, counted from 1.</summary>
    private CommunityEvent Walk(DateOnly month, int week) =>
        Walk(month.AddDays(((int)DayOfWeek.Friday - (int)month.DayOfWeek + 7) % 7 + 7 * (week - 1)));

    private CommunityEvent Walk(DateOnly day) => At(day, 21, 2,
        "Night walk", "Marche de nuit",
        "Residents and two of us walk the same streets after dark and write down what is out of order.",
        "Des habitants et deux d’entre nous font à pied les mêmes rues après la nuit tombée et notent ce qui ne va pas.",
        "From the church square", Community);

    private CommunityEvent At(
        DateOnly day, int hour, int hours, string en, string fr, string aboutEn, string aboutFr, string place, string host)
    {
        var starts = (station.Moment(day.ToDateTime(new TimeOnly(hour, 0))) ?? station.StartOf(day)).ToUnixTimeMilliseconds();
        return new CommunityEvent
        {
            NameEn = en,
            NameFr = fr,
            AboutEn = aboutEn,
            AboutFr = aboutFr,
            Place = place,
            Host = host,
            StartsAt = starts,
            EndsAt = starts + hours * 3_600_000,
            ClosesAt = starts,
            State = EventState.Published,
            Origin = "invented",
        };
    }

    /// <summary>The weekday of the week that begins so many weeks from now, never today.</summary>
    private DateOnly Next(DayOfWeek weekday, int weeks) =>
        station.Today.AddDays(((int)weekday - (int)station.Today.DayOfWeek + 6) % 7 + 1 + 7 * (weeks - 1));
}
