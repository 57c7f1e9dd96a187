using System.Net;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>What connected systems send becomes cases and figures.</summary>
public sealed class CasesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_and_what_happened_to_it_are_counted(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var added = await crm.AddCases(crm.Case("17", ""","category":"Lights","area":"North","subject":"Lamp out" """));
        Assert.Equal((HttpStatusCode.Created, "application/json"), (added.Status, added.Type));
        Assert.Equal("17", added.Json.GetProperty("cases")[0].GetProperty("externalId").GetString());
        Assert.Equal("Lights", await crm.Scalar<string>("SELECT g.name FROM category g JOIN case_clock k ON k.category_id = g.id"));
        Assert.Equal("crm/17/Lamp out", await crm.Scalar<string>("SELECT source || '/' || external_id || '/' || subject FROM feedback_case"));

        var id = Assert.Single(added.Ids);
        var events = await crm.AddEvents(id, ("acknowledged", 0.9), ("noted", 0.8), ("replied", 0.5), ("resolved", 0.4), ("reopened", 0.2));
        Assert.Equal((HttpStatusCode.Created, 5), (events.Status, events.Json.GetProperty("added").GetInt32()));
        Assert.Equal(1_800_000, await crm.Scalar<long>("SELECT replied_at - received_at FROM case_clock"));
        Assert.Equal(1, await crm.Scalar<long>("SELECT reopened FROM case_clock"));
        Assert.Empty(await crm.Differences());

        await crm.AddEvents(id, ("withheld", 0.1));
        Assert.Equal(1, await crm.Scalar<long>("SELECT excluded FROM case_clock"));
        await crm.AddEvents(id, ("restored", 0));
        Assert.Equal(0, await crm.Scalar<long>("SELECT excluded FROM case_clock"));
        Assert.Empty(await crm.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thousand_cases_at_once_are_what_a_recount_counts(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var added = await crm.AddCases([.. Enumerable.Range(0, 1000).Select(i => crm.Case(
            $"{i}", $""","category":"Topic {i % 7}","area":"Area {i % 3}"{(i % 2 == 0 ? $",\"repliedAt\":\"{crm.Ago(i / 1000.0)}\"" : "")}"""))]);
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(1000, added.Ids.Distinct().Count());
        Assert.Equal(1000, await crm.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
        Assert.Equal(500, await crm.Scalar<long>("SELECT replied FROM reply_total WHERE scope_kind = 'all'"));
        Assert.Empty(await crm.Differences());
    }

    [Fact]
    public async Task Who_watches_the_home_page_sees_the_figures_change()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        await using var live = await crm.App.Live();
        await live.Watch("home");
        await crm.AddCases([.. Enumerable.Range(0, 20).Select(i => crm.Case($"{i}", $",\"repliedAt\":\"{crm.Ago(0.5)}\""))]);
        Assert.NotEmpty((await live.NextFrame()).Figures);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_known_number_is_refused_with_the_case_that_has_it(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var first = await crm.AddCases(crm.Case("1"));
        var again = await crm.AddCases(crm.Case("2"), crm.Case("1"));
        Assert.Equal((HttpStatusCode.Conflict, "known-case"), (again.Status, again.Problem));
        Assert.Equal(["cases[1].externalId"], again.Errors);
        Assert.Equal(first.Ids[0], again.Json.GetProperty("known")[0].GetProperty("id").GetString());
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));

        var other = await crm.With("other");
        Assert.Equal(HttpStatusCode.Created, (await other.AddCases(other.Case("1"))).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_requests_with_one_number_in_the_same_commit_one_is_refused(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var gate = await LaneGate.Close(crm.App.Get<WriteLane>());
        var sent = new[] { crm.AddCases(crm.Case("1")), crm.AddCases(crm.Case("1")) };
        await gate.Open();
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], (await Task.WhenAll(sent)).Select(one => one.Status).Order());
        Assert.Empty(await crm.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_another_sources_case_nothing_is_said(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var id = (await crm.AddCases(crm.Case("1"))).Ids[0];
        var other = await crm.With("other");
        var foreign = await other.AddEvents(id, ("replied", 0.5));
        var unknown = await other.AddEvents("AAAAAAAAAAAAAAAAAAAAAA", ("replied", 0.5));
        Assert.Equal((HttpStatusCode.NotFound, "no-such-case"), (foreign.Status, foreign.Problem));
        Assert.Equal(foreign.Json.GetProperty("detail").GetString(), unknown.Json.GetProperty("detail").GetString());
        Assert.Equal(0, await crm.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));

        var next = await crm.With("crm"); // the key that replaces the first
        Assert.Equal(HttpStatusCode.Created, (await next.AddEvents(id, ("replied", 0.5))).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_event_before_the_receipt_is_refused_with_all_of_its_request(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var id = (await crm.AddCases(crm.Case("1"))).Ids[0];
        var refused = await crm.AddEvents(id, ("replied", 0.5), ("acknowledged", 1.1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["events[1].at"], refused.Errors);
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM case_event"));
    }

    [Fact]
    public async Task A_clock_that_is_a_little_fast_is_taken_as_now_and_a_wrong_one_refused()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        Assert.Equal(HttpStatusCode.Created, (await crm.AddCases(crm.Case("1").Replace(crm.Ago(1), crm.Ago(-0.05), StringComparison.Ordinal))).Status);
        Assert.Equal(crm.Clock.GetUtcNow().ToUnixTimeMilliseconds(), await crm.Scalar<long>("SELECT received_at FROM case_clock"));
        var future = await crm.AddCases(crm.Case("2").Replace(crm.Ago(1), crm.Ago(-0.1), StringComparison.Ordinal));
        Assert.Equal(["cases[0].receivedAt"], future.Errors);
        var id = (await crm.AddCases(crm.Case("3"))).Ids[0];
        Assert.Equal(["events[0].at"], (await crm.AddEvents(id, ("replied", -0.1))).Errors);
    }
}
