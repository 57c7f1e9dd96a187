using System.Net;
using LiveDashboard.Events;
using LiveDashboard.Events.Editing;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Events;

public sealed class EventEditingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_event_is_drafted_published_held_and_corrected_and_all_of_it_is_recorded(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var metric = await site.Initiatives.Metric();
        using var publisher = await site.Staff.WithSession(await site.Staff.Member("Pat", StaffRole.Publisher));
        var added = await publisher.Submit("/staff/events?handler=Add", Form(("Metric", metric.Id), ("State", "draft")));
        var address = added.Location!;
        using var visitor = site.App.Visitor();
        Assert.DoesNotContain("2026-06-20-night-walk", await visitor.GetStringAsync("/en/events"), StringComparison.Ordinal);
        await publisher.Submit($"{address}?handler=Save", Form(("Metric", metric.Id), ("State", "published"), ("Was", "1")));
        Assert.Contains("2026-06-20-night-walk", await visitor.GetStringAsync("/en/events"), StringComparison.Ordinal);
        Assert.Contains("Somebody else changed this", (await publisher.Submit($"{address}?handler=Save", Form(("State", "published"), ("Was", "1")))).Text, StringComparison.Ordinal);
        Assert.Contains("once the event has begun", (await publisher.Submit($"{address}?handler=Attend", FormBrowser.Fields(("people", "9"), ("was", "0")))).Text, StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromDays(11));
        using var later = await site.Staff.WithSession(await site.Staff.Member("Pia", StaffRole.Publisher));
        Assert.Contains("Attendance to enter", (await later.Get("/staff/events")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.Submit($"{address}?handler=Attend", FormBrowser.Fields(("people", "many"), ("was", "0")))).Status);
        Assert.EndsWith("note=entered", (await later.Submit($"{address}?handler=Attend", FormBrowser.Fields(("people", "9"), ("was", "0")))).Location, StringComparison.Ordinal);
        Assert.Contains("Say why the number before was wrong", (await later.Submit($"{address}?handler=Attend", FormBrowser.Fields(("people", "8"), ("was", "1")))).Text, StringComparison.Ordinal);
        Assert.EndsWith("note=entered", (await later.Submit($"{address}?handler=Attend", FormBrowser.Fields(("people", "8"), ("was", "1"), ("why", "One was counted twice")))).Location, StringComparison.Ordinal);
        Assert.DoesNotContain("Attendance to enter", (await later.Get("/staff/events")).Text, StringComparison.Ordinal);
        var kinds = (await site.Staff.Audit()).Select(act => act.Kind).ToArray();
        Assert.Equal((2, 2, 2), (kinds.Count(kind => kind == "event-changed"), kinds.Count(kind => kind == "attendance-entered"), kinds.Count(kind => kind == "reading-entered")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_year_of_weeks_is_made_at_once_at_the_same_time_of_day(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        using var admin = await site.Staff.WithSession(await site.Staff.Member());
        Assert.Equal("/staff/events", (await admin.Submit("/staff/events?handler=Add", Form(("State", "published"), ("Repeat", "weekly"), ("Times", "52")))).Location);
        var made = await site.App.Get<EventStore>().Coming(EventFilter.All, site.Clock.GetUtcNow(), null, 100, default);
        var station = site.App.Get<StationTime>();
        Assert.Equal(52, made.Count);
        Assert.All(made, one => Assert.Equal((19, DayOfWeek.Saturday), (station.At(one.Starts).Hour, station.At(one.Starts).DayOfWeek)));
        Assert.Equal(52, made.Select(one => one.Slug).Distinct().Count());
        Assert.Contains("1 to 52 events", (await admin.Submit("/staff/events?handler=Add", Form(("State", "draft"), ("Repeat", "weekly"), ("Times", "53")))).Text, StringComparison.Ordinal);
        await admin.Submit("/staff/events?handler=Add", Form(("State", "published"), ("Repeat", "monthly"), ("Times", "3"), ("NameEn", "Monthly")));
        Assert.Equal([6, 7, 8], (await site.App.Get<EventStore>().Coming(EventFilter.All, site.Clock.GetUtcNow(), null, 100, default))
            .Where(one => one.NameEn == "Monthly").Select(one => station.At(one.Starts).Month));
        var copy = await admin.Get($"/staff/events?copy={made[0].Id}");
        Assert.Contains("value=\"Night walk\"", copy.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-06-27\"", copy.Text, StringComparison.Ordinal); // a week after the copied one
    }

    [Theory]
    [InlineData("2026-06-20", "19:00", "", "21:00", "2026-06-20T18:00/2026-06-20T20:00")]
    [InlineData("2026-06-20", "22:00", "", "01:30", "2026-06-20T21:00/2026-06-21T00:30")] // after midnight
    [InlineData("2026-06-20", "10:00", "2026-06-22", "16:00", "2026-06-20T09:00/2026-06-22T15:00")]
    [InlineData("2026-06-20", "", "", "", "2026-06-19T23:00/2026-06-20T23:00")] // all day
    [InlineData("2026-06-20", "", "2026-06-21", "", "2026-06-19T23:00/2026-06-21T23:00")]
    [InlineData("2026-10-25", "01:30", "", "03:00", "2026-10-25T00:30/2026-10-25T03:00")] // the hour that comes twice: the first
    [InlineData("2027-03-28", "01:30", "", "03:00", "times")] // the hour that is put past
    [InlineData("2026-06-20", "19:00", "2026-06-19", "21:00", "times")]
    [InlineData("2026-06-20", "19:00", "", "", "times")]
    [InlineData("20/06/2026", "19:00", "", "21:00", "times")]
    public async Task Days_and_times_are_read_as_they_are_meant(string day, string from, string last, string to, string expected)
    {
        await using var site = await EventSite.Start();
        var form = new EventForm { NameEn = "Walk", Host = "Us", Day = day, From = from, Last = last, To = to };
        var (given, problem) = form.Read(new CommunityEvent(), site.App.Get<StationTime>(), []);
        Assert.Equal(expected, problem ?? $"{given.Starts:yyyy-MM-ddTHH:mm}/{given.Ends:yyyy-MM-ddTHH:mm}");
    }

    [Fact]
    public async Task The_list_is_for_those_who_run_the_event_and_safe_in_a_spreadsheet()
    {
        await using var site = await EventSite.Start();
        var walk = await site.Add(site.Walk(capacity: 2));
        await site.Come(walk, 2, "=HYPERLINK(\"//evil.example\")");
        var (waits, _) = await site.Come(walk, 1, "Ann");
        using var publisher = await site.Staff.WithSession(await site.Staff.Member("Pat", StaffRole.Publisher));
        var list = $"/staff/events/{walk.Id}/list";
        Assert.Contains("Waiting list", (await publisher.Get(list)).Text, StringComparison.Ordinal);
        Assert.Contains("1,place,2,\"'=HYPERLINK", (await publisher.Get($"{list}?handler=Csv")).Text, StringComparison.Ordinal);
        Assert.Equal(list, (await publisher.Submit($"{list}?handler=Remove", FormBrowser.Fields(("seq", "1")))).Location);
        Assert.Equal(SignUpState.Place, await site.StateOf(waits));
        var removed = Assert.Single(await site.Staff.Audit(), act => act.Kind == "sign-up-removed");
        Assert.DoesNotContain("HYPERLINK", removed.Was + removed.Became + removed.Subject, StringComparison.Ordinal);

        using var officer = await site.Staff.WithSession(await site.Staff.Member("Olu", StaffRole.Officer));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get(list)).Status);
        foreach (var page in new[] { "/staff/events", $"/staff/events/{walk.Id}" })
        {
            var shown = await officer.Get(page);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.DoesNotContain("handler=", shown.Text, StringComparison.Ordinal);
        }
        foreach (var act in new[] { "events?handler=Add", "events?handler=Import", $"events/{walk.Id}?handler=Save", $"events/{walk.Id}?handler=Cancel", $"events/{walk.Id}?handler=Discard", $"events/{walk.Id}?handler=Attend", $"events/{walk.Id}/list?handler=Remove" })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Submit($"/staff/{act}", [], "/staff/account")).Status);
    }

    [Fact]
    public async Task A_draft_is_discarded_and_a_published_one_cancelled_with_a_reason()
    {
        await using var site = await EventSite.Start();
        using var admin = await site.Staff.WithSession(await site.Staff.Member());
        var draft = await site.Add(site.Walk() with { State = EventState.Draft });
        Assert.Equal("/staff/events", (await admin.Submit($"/staff/events/{draft.Id}?handler=Discard", FormBrowser.Fields(("was", "1")))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get($"/staff/events/{draft.Id}")).Status);
        var walk = await site.Add(site.Walk());
        var address = $"/staff/events/{walk.Id}";
        Assert.Contains("Say why", (await admin.Submit($"{address}?handler=Cancel", FormBrowser.Fields(("was", "1"), ("reason", " ")))).Text, StringComparison.Ordinal);
        Assert.Contains("Somebody else changed this", (await admin.Submit($"{address}?handler=Discard", FormBrowser.Fields(("was", "1")))).Text, StringComparison.Ordinal);
        Assert.EndsWith("note=cancelled", (await admin.Submit($"{address}?handler=Cancel", FormBrowser.Fields(("was", "1"), ("reason", "Storm")))).Location, StringComparison.Ordinal);
        Assert.Equal((EventState.Cancelled, "Storm", 1L), ((await site.Find(walk)).State, (await site.Find(walk)).Reason, (await site.Find(walk)).Sequence));
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["NameEn"] = "Night walk",
            ["Host"] = "The community team",
            ["Day"] = "2026-06-20",
            ["From"] = "19:00",
            ["To"] = "21:00",
            ["SignUp"] = "true",
            ["Capacity"] = "10",
            ["Was"] = "0",
        };
        foreach (var (name, value) in more) fields[name] = value;
        return fields;
    }
}
