using LiveDashboard.Events;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;

namespace LiveDashboard.Tests.Events;

public sealed class AttendanceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Attendance_counts_for_the_initiative_and_a_correction_stands_in_both_logs(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var metric = await site.Initiatives.Metric();
        var walk = await site.Add(site.Walk(metric: metric.Id, days: -3));
        var other = await site.Add(site.Walk(metric: metric.Id, days: -2));
        Assert.Equal(AttendanceAnswer.Entered, await Enter(site, walk, 12));
        Assert.Equal(AttendanceAnswer.Entered, await Enter(site, other, 5));
        Assert.Equal(17, await Total(site));
        Assert.Equal(AttendanceAnswer.Unchanged, await Enter(site, walk, 12, was: 1));
        Assert.Equal(AttendanceAnswer.Stale, await Enter(site, walk, 13)); // two entered at once: the second is told
        Assert.Equal(AttendanceAnswer.Corrected, await Enter(site, walk, 21, "Two digits were swapped", was: 1));
        Assert.Equal(26, await Total(site));
        var held = await site.Find(walk);
        Assert.Equal((EventState.Held, 21L, 2L), (held.State, held.Attendance!.Value, held.AttendanceVersion));

        using var visitor = site.App.Visitor();
        var log = await visitor.GetStringAsync("/data/corrections.csv");
        Assert.Contains($"events/{walk.Slug},2026-06-07,12,21,people,Two digits were swapped,The community team", log, StringComparison.Ordinal);
        Assert.Contains($"night-walks/{metric.Id},2026-06-01,12,21,walks,Two digits were swapped", log, StringComparison.Ordinal);
        Assert.Contains($",{walk.Slug},21,1,2,", await visitor.GetStringAsync("/data/lists/readings.csv"), StringComparison.Ordinal);
        var list = await visitor.GetStringAsync("/data/lists/events.csv");
        Assert.Contains($"{walk.Slug},2026-06-07T13:00+01:00,2026-06-07T15:00+01:00,Night walk,,The church square,The community team,10,held,21,2,{metric.Id},", list, StringComparison.Ordinal);
        Assert.Contains("21 people came", await visitor.GetStringAsync($"/en/events/{walk.Slug}"), StringComparison.Ordinal);
        Assert.Empty(await site.App.Get<RecountReadings>().Differences(site.App.Get<Database>(), default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_counts_for_an_initiative_moves_with_the_event(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var (first, second) = (await site.Initiatives.Metric(), await site.Initiatives.Metric());
        var walk = await site.Add(site.Walk(days: -3));
        await Enter(site, walk, 12);
        Assert.Equal(0, await Total(site));
        Assert.Equal(EventAnswer.Done, await Save(site, walk, one => one with { MetricId = first.Id }));
        Assert.Equal((12_000L, null), (await Value(site, first.Id, 6), await Value(site, second.Id, 6)));
        Assert.Equal(EventAnswer.Done, await Save(site, walk, one => one with { MetricId = second.Id }));
        Assert.Equal((null, 12_000L), (await Value(site, first.Id, 6), await Value(site, second.Id, 6)));
        var month = TimeSpan.FromDays(20).Ticks / TimeSpan.TicksPerMillisecond;
        Assert.Equal(EventAnswer.Done, await Save(site, walk, one => one with { StartsAt = one.StartsAt - month, EndsAt = one.EndsAt - month, ClosesAt = one.ClosesAt - month }));
        Assert.Equal((null, 12_000L), (await Value(site, second.Id, 6), await Value(site, second.Id, 5)));
        Assert.Empty(await site.App.Get<RecountReadings>().Differences(site.App.Get<Database>(), default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_initiative_takes_nothing_more_nothing_is_entered(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var metric = await site.Initiatives.Metric();
        var walk = await site.Add(site.Walk(metric: metric.Id, days: -3));
        var initiatives = site.App.Get<InitiativeStore>();
        await initiatives.Save(InitiativeSite.By, (await initiatives.Find(site.Initiatives.Initiative.Id, default))! with { State = InitiativeState.Closed }, default);
        Assert.Equal(AttendanceAnswer.Closed, await Enter(site, walk, 12));
        var after = await site.Find(walk);
        Assert.Equal((EventState.Published, 0L), (after.State, after.AttendanceVersion)); // neither the one nor the other
        Assert.DoesNotContain("attendance-entered", (await site.Staff.Audit()).Select(act => act.Kind));
        Assert.Equal(EventAnswer.Done, await Save(site, walk, one => one with { MetricId = "" }));
        Assert.Equal(AttendanceAnswer.Entered, await Enter(site, walk, 12));
        Assert.Equal(EventAnswer.Closed, await Save(site, walk, one => one with { MetricId = metric.Id }));
        Assert.Equal("", (await site.Find(walk)).MetricId);
    }

    [Fact]
    public async Task Attendance_is_of_events_that_have_begun_and_take_place()
    {
        await using var site = await EventSite.Start();
        Assert.Equal(AttendanceAnswer.Early, await Enter(site, await site.Add(site.Walk()), 12));
        var cancelled = await site.Add(site.Walk());
        await site.App.Get<EventLedger>().Cancel(InitiativeSite.By, cancelled, "Storm", default);
        site.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(AttendanceAnswer.Early, await Enter(site, cancelled, 12));
        Assert.Equal(AttendanceAnswer.Stale, await Enter(site, cancelled with { Id = "none" }, 12));
    }

    private static Task<AttendanceAnswer> Enter(EventSite site, CommunityEvent of, long people, string why = "", long was = 0) =>
        site.App.Get<AttendanceLedger>().Enter(InitiativeSite.By, of.Id, people, why, was, default);

    private static async Task<EventAnswer> Save(EventSite site, CommunityEvent of, Func<CommunityEvent, CommunityEvent> change) =>
        await site.App.Get<EventLedger>().Save(InitiativeSite.By, change(await site.Find(of)), default);

    private static async Task<long?> Value(EventSite site, string metric, int month) =>
        (await site.App.Get<ReadingStore>().Newest(metric, 10, default)).FirstOrDefault(one => one.Day.Month == month)?.ValueMilli;

    private static async Task<long> Total(EventSite site)
    {
        await using var db = await site.App.Get<Database>().Read(default);
        return (await LiveDashboard.Initiatives.Metrics.MetricStore.Totals(db)).Values.Sum(total => total.Sum) / 1000;
    }
}
