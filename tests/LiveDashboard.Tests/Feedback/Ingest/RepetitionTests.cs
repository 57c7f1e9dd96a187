using System.Net;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>A request may be repeated as often as its sender likes.</summary>
public sealed class RepetitionTests
{
    private const string Path = "/api/v1/cases";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repetition_after_a_restart_is_given_the_same_answer(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var body = $$"""{"cases":[{{crm.Case("1")}},{{crm.Case("2")}}]}""";
        var first = await crm.Post(Path, body, "batch 1");
        await crm.App.Restart();
        var again = await crm.Post(Path, body, "batch 1");
        Assert.Equal((first.Status, first.Type, first.Text), (again.Status, again.Type, again.Text));
        Assert.Equal((false, true), (first.Replayed, again.Replayed));
        Assert.Equal(2, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));

        var events = $$"""{"events":[{"kind":"replied","at":"{{crm.Ago(0.5)}}"}]}""";
        var (told, repeated) = (
            await crm.Post($"{Path}/{first.Ids[0]}/events", events, "event 1"), await crm.Post($"{Path}/{first.Ids[0]}/events", events, "event 1"));
        Assert.Equal((told.Text, false, true), (repeated.Text, told.Replayed, repeated.Replayed));
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
        Assert.Empty(await crm.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Twenty_at_once_make_one_case(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var body = $$"""{"cases":[{{crm.Case("1")}}]}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => crm.Post(Path, body, "one")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Empty(await crm.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_of_another_request_is_refused_and_of_another_system_is_its_own(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var id = (await crm.Post(Path, $$"""{"cases":[{{crm.Case("1")}}]}""", "one")).Ids[0];
        var other = await crm.Post(Path, $$"""{"cases":[{{crm.Case("2")}}]}""", "one");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.Problem));
        var elsewhere = await crm.Post($"{Path}/{id}/events", $$"""{"events":[{"kind":"replied","at":"{{crm.Ago(0.5)}}"}]}""", "one");
        Assert.Equal("idempotency-key-reused", elsewhere.Problem);

        var desk = await crm.With("other");
        var theirs = await desk.Post(Path, $$"""{"cases":[{{desk.Case("2")}}]}""", "one");
        Assert.Equal((HttpStatusCode.Created, false), (theirs.Status, theirs.Replayed));
        Assert.Equal(2, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refused_request_may_come_again_with_its_key_when_it_is_mended(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await crm.Post(Path, """{"cases":[]}""", "one")).Status);
        await crm.Post(Path, $$"""{"cases":[{{crm.Case("1")}}]}""", "before");
        Assert.Equal(HttpStatusCode.Conflict, (await crm.Post(Path, $$"""{"cases":[{{crm.Case("1")}}]}""", "one")).Status);
        Assert.Equal(HttpStatusCode.Created, (await crm.Post(Path, $$"""{"cases":[{{crm.Case("2")}}]}""", "one")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Answers_are_kept_for_a_week(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        await crm.AddCases(crm.Case("1"));
        var prune = crm.App.Get<PruneAnswers>();
        crm.Clock.Advance(TimeSpan.FromDays(7));
        await prune.Prune(CancellationToken.None);
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM idempotency"));
        crm.Clock.Advance(TimeSpan.FromSeconds(1));
        await prune.Prune(CancellationToken.None);
        Assert.Equal(0, await crm.Scalar<long>("SELECT COUNT(*) FROM idempotency"));
    }
}
