using System.Net;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>Requests that wait are written together, and nobody can tell from the answers.</summary>
public sealed class TogetherTests
{
    private const string Path = "/api/v1/cases";

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_is_answered_as_if_it_were_alone(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var other = await crm.With("other");
        await crm.Post(Path, Cases(crm, "known"), "before");
        await crm.Post(Path, Cases(crm, "seen"), "seen");

        var answers = await AtOnce(crm,
            () => crm.Post(Path, Cases(crm, "1", "2"), "one"),
            () => crm.Post(Path, Cases(crm, "3"), "three"),
            () => other.Post(Path, Cases(other, "1"), "one"), // another source, other numbers and keys
            () => crm.Post(Path, Cases(crm, "4", "known"), "four"),
            () => crm.Post(Path, Cases(crm, "seen"), "seen"), // a repetition
            () => crm.Post(Path, Cases(crm, "5"), "seen"), // the key of another request
            () => crm.Post(Path, """{"cases":[]}""", "none"));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Created,
                HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity],
            answers.Select(answer => answer.Status));
        Assert.Equal(2, answers[0].Ids.Length);
        Assert.Equal(["cases[1].externalId"], answers[3].Errors);
        Assert.Equal([false, false, false, false, true], answers.Take(5).Select(answer => answer.Replayed));
        Assert.Equal("idempotency-key-reused", answers[5].Problem);
        Assert.Equal(6, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Equal(
            answers[0].Ids[1], await crm.Scalar<string>("SELECT id FROM feedback_case WHERE source = 'crm' AND external_id = '2'"));
        Assert.Equal(0, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case WHERE external_id = '4'"));
        Assert.Equal(answers[1].Text, (await crm.Post(Path, Cases(crm, "3"), "three")).Text);
        Assert.Empty(await crm.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_with_the_same_number_one_is_taken(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var answers = await AtOnce(crm,
            () => crm.Post(Path, Cases(crm, "1"), "one"),
            () => crm.Post(Path, Cases(crm, "1", "2"), "two"),
            () => crm.Post(Path, Cases(crm, "3"), "three"));
        Assert.Single(answers.Take(2), answer => answer.Status == HttpStatusCode.Created);
        Assert.Single(answers.Take(2), answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.Created, answers[2].Status);
        Assert.Empty(await crm.Differences());
    }

    private static string Cases(ConnectedSystem system, params string[] ids) =>
        $$"""{"cases":[{{string.Join(',', ids.Select(id => system.Case(id)))}}]}""";

    /// <summary>Sends all while the lane is held, so that all that is valid waits for one commit.</summary>
    private static async Task<ApiAnswer[]> AtOnce(ConnectedSystem crm, params Func<Task<ApiAnswer>>[] requests)
    {
        var lane = crm.App.Get<WriteLane>();
        await using var gate = await LaneGate.Close(lane);
        var sent = requests.Select(request => request()).ToArray();
        // Or more: the timetable writes, too.
        await Eventually.Holds(() => Task.FromResult(lane.Waiting + sent.Count(answer => answer.IsCompleted) >= sent.Length));
        await gate.Open();
        return await Task.WhenAll(sent);
    }
}
