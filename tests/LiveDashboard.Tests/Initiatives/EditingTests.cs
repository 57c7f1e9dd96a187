using System.Net;
using System.Text.Json;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Initiatives;

public sealed class EditingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_initiative_is_drafted_measured_and_published_and_all_of_it_is_recorded(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var publisher = await site.WithSession(await site.Member("Pat", StaffRole.Publisher));
        var added = await publisher.Submit("/staff/initiatives?handler=Add", Form("Crossing guards", "draft", 0));
        var address = added.Location!;
        Assert.StartsWith("/staff/initiatives/", address, StringComparison.Ordinal);
        using var visitor = site.App.Visitor();
        Assert.Contains("There is no initiative yet", await visitor.GetStringAsync("/en/initiatives"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/initiatives/crossing-guards")).StatusCode);

        await publisher.Submit($"{address}?handler=Metric", FormBrowser.Fields(
            ("MetricId", "m1"), ("NameEn", "Schools"), ("UnitEn", "schools"), ("Combine", "sum"), ("Every", "month"), ("Better", "more"),
            ("Target", "12,5"), ("Grace", "14")));
        await publisher.Submit($"{address}?handler=Step", FormBrowser.Fields(("step", "s1"), ("StepEn", "First school"), ("due", "2026-07-01")));
        await publisher.Submit($"{address}?handler=Reached", FormBrowser.Fields(("step", "s1"), ("reached", "2026-06-09")));
        Assert.Equal(address, (await publisher.Submit($"{address}?handler=Save", Form("Crossing guards", "open", 1))).Location);
        Assert.Contains("Somebody else changed this", // the version that the first save took
            (await publisher.Submit($"{address}?handler=Save", Form("Other", "open", 1))).Text, StringComparison.Ordinal);

        var page = await visitor.GetStringAsync("/fr/initiatives/crossing-guards");
        Assert.Contains("Franchie le 9\u00a0juin", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", page, StringComparison.Ordinal); // it has no words in French
        var kinds = (await site.Audit()).Select(act => act.Kind).ToArray();
        Assert.Equal(4, kinds.Count(kind => kind == "initiative-changed"));
        Assert.Single(kinds, kind => kind == "metric-changed");
    }

    [Fact]
    public async Task Who_may_not_publish_sees_it_and_changes_nothing()
    {
        await using var site = await InitiativeSite.Start();
        var metric = await site.Metric();
        using var officer = await site.Staff.WithSession(await site.Staff.Member("Olu", StaffRole.Officer));
        var address = $"/staff/initiatives/{site.Initiative.Id}";
        foreach (var page in new[] { "/staff/initiatives", address, $"{address}/readings/{metric.Id}" })
        {
            var shown = await officer.Get(page);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.DoesNotContain("handler=", shown.Text, StringComparison.Ordinal);
        }
        foreach (var act in new[]
        {
            "/staff/initiatives?handler=Add", $"{address}?handler=Save", $"{address}?handler=Metric", $"{address}?handler=Step",
            $"{address}/readings/{metric.Id}?handler=Enter", $"{address}/readings/{metric.Id}?handler=Csv",
        })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Submit(act, [], "/staff/account")).Status);
    }

    [Fact]
    public async Task What_looks_wrong_is_asked_and_taken_once_somebody_is_sure()
    {
        await using var site = await InitiativeSite.Start();
        var metric = await site.Metric();
        await site.Enter(metric, InitiativeSite.Of(3, 12));
        using var admin = await site.Staff.WithSession(await site.Staff.Member());
        var address = $"/staff/initiatives/{site.Initiative.Id}/readings/{metric.Id}";
        Task<FormAnswer> Enter(params (string, string)[] more) => admin.Submit(
            $"{address}?handler=Enter", FormBrowser.Fields([("Period", "2026-04"), ("Value", "125"), ("Was", "0"), .. more]), address);
        var asked = await Enter();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("April 2026: ten times the reading before, or more", asked.Text, StringComparison.Ordinal);
        Assert.Null(await site.App.Get<ReadingStore>().Find(metric.Id, new(2026, 4, 1), "", default));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Enter(("Sure", "12.5"))).Status); // sure of another value
        Assert.EndsWith("note=added", (await Enter(("Sure", "125"))).Location, StringComparison.Ordinal);
        Assert.Contains("Somebody else was quicker", (await Enter(("Sure", "125"), ("Source", "x"))).Text, StringComparison.Ordinal);
        var before = await admin.Get($"{address}?period=2026-04-01");
        Assert.Contains("Correct a reading", before.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_taken_whole_or_not_at_all()
    {
        await using var site = await InitiativeSite.Start();
        var metric = await site.Metric();
        using var admin = await site.Staff.WithSession(await site.Staff.Member());
        var address = $"/staff/initiatives/{site.Initiative.Id}/readings/{metric.Id}";
        Task<FormAnswer> Take(string lines) =>
            admin.Submit($"{address}?handler=Csv", FormBrowser.Fields(("lines", lines)), address);
        Assert.Contains("Line 3:", (await Take("period,value\n2026-03,5\n2026-04,many\n")).Text, StringComparison.Ordinal);
        Assert.Empty(await site.App.Get<ReadingStore>().Newest(metric.Id, 10, default));
        Assert.EndsWith("note=taken", (await Take("Period,Value,Source\n2026-03,5,\"log, book\"\n2026-04,7,\n")).Location, StringComparison.Ordinal);
        Assert.EndsWith("note=taken", (await Take("period,value\n2026-03,6\n2026-04,7\n")).Location, StringComparison.Ordinal);
        Assert.Equal(
            [(4, 1L, 7_000L), (3, 2L, 6_000L)],
            (await site.App.Get<ReadingStore>().Newest(metric.Id, 10, default)).Select(one => (one.Day.Month, one.Version, one.ValueMilli)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connected_system_sends_readings_once_however_often_it_sends_them(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        var metric = await site.Metric();
        var system = new ConnectedSystem(site.App, site.Staff.Clock, await ConnectedSystem.NewKey(site.App, "crm"));
        var path = $"/api/v1/metrics/{metric.Id}/readings";
        const string body = """{"readings":[{"period":"2026-03","value":12.5,"source":"crm"},{"period":"2026-04","value":11}]}""";
        var first = await system.Post(path, body, "k1");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(["added", "added"], first.Json.GetProperty("readings").EnumerateArray().Select(one => one.GetString()!));
        var again = await system.Post(path, body, "k1");
        Assert.True(again.Replayed);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(["readings[0].reason"], (await system.Post(path, """{"readings":[{"period":"2026-03","value":13}]}""")).Errors);
        Assert.Equal(["readings[0].value"], (await system.Post(path, """{"readings":[{"period":"2026-05","value":500}]}""")).Errors);
        Assert.Equal(HttpStatusCode.Created, (await system.Post(path, """{"readings":[{"period":"2026-05","value":500,"confirmed":true}]}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Post("/api/v1/metrics/none/readings", body)).Status);
        var narrow = await system.With("narrow", "cases:write");
        Assert.Equal(HttpStatusCode.Forbidden, (await narrow.Post(path, body)).Status);
        await site.App.Get<InitiativeStore>().Save(
            InitiativeSite.By, (await site.App.Get<InitiativeStore>().Find(site.Initiative.Id, default))! with { State = "closed" }, default);
        Assert.Equal(HttpStatusCode.Conflict, (await system.Post(path, """{"readings":[{"period":"2026-02","value":9}]}""")).Status);
        Assert.Empty(await site.App.Get<RecountReadings>().Differences(site.App.Get<Database>(), default));
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(string name, string state, int was) => FormBrowser.Fields(
        ("NameEn", name), ("Office", "The schools office"), ("Kind", "education"), ("First", "2026-01-01"), ("Last", "2026-12-31"),
        ("State", state), ("Was", $"{was}"));
}
