using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

public sealed class IdempotencyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_request_has_one_effect_and_the_same_answer(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        Assert.Equal("first", await Once(test, "key", "request", "first"));
        Assert.Equal("first", await Once(test, "key", "request", "second"));
        Assert.Equal(["first"], await Effects(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repetition_after_a_restart_gets_the_answer_of_before(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await Once(test, "key", "request", "first");
        await test.Restart();
        Assert.Equal("first", await Once(test, "key", "request", "second"));
        Assert.Equal(["first"], await Effects(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fifty_repetitions_at_once_have_one_effect(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Once(test, "key", "request", $"try {i}")));
        Assert.Equal([Assert.Single(answers.Distinct())], await Effects(test));
    }

    [PostgresFact]
    public async Task Fifty_repetitions_at_once_on_two_nodes_have_one_effect()
    {
        await using var test = await TestDatabase.New(Engine.Postgres);
        await using var other = test.AnotherLane();
        var nodes = new[] { new Idempotency(test.Lane, test.Clock), new Idempotency(other, test.Clock) };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50)
                .Select(i => nodes[i % 2].Once(IdempotencyKey.Of("key", "request"), Effect($"try {i}"), CancellationToken.None)));
        Assert.Equal([Assert.Single(answers.Distinct())], await Effects(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_that_comes_with_another_request_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await Once(test, "key", "request", "first");
        await Assert.ThrowsAsync<IdempotencyConflictException>(() => Once(test, "key", "another request", "second"));
        Assert.Equal(["first"], await Effects(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_request_that_failed_can_be_made_again_with_its_key(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Idempotency(test.Lane, test.Clock)
            .Once(IdempotencyKey.Of("key", "request"),
            async turn =>
            {
                await Effect("half")(turn);
                throw new InvalidOperationException("the other half failed");
            }, CancellationToken.None));
        Assert.Empty(await Effects(test));
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM idempotency"));

        Assert.Equal("whole", await Once(test, "key", "request", "whole"));
        Assert.Equal(["whole"], await Effects(test));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_key_has_between_1_and_200_characters(int length)
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => Once(test, new string('k', length), "request", "first"));
    }

    private static Task<string> Once(TestDatabase test, string key, string request, string effect) =>
        new Idempotency(test.Lane, test.Clock).Once(IdempotencyKey.Of(key, request), Effect(effect), CancellationToken.None);

    private static Func<WriteTurn, Task<string>> Effect(string effect) => async turn =>
    {
        await turn.Connection.ExecuteAsync("INSERT INTO setting (name, value) VALUES (@effect, '')", new { effect });
        return effect;
    };

    private static Task<List<string>> Effects(TestDatabase test) =>
        test.Query<string>("SELECT name FROM setting ORDER BY name");
}
