using System.Net;
using System.Text;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>Who may send.</summary>
public sealed class KeysTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_that_has_ended_is_told_so_to_its_holder(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var revoked = await crm.With("crm");
        Assert.True(await crm.App.Get<ApiKeyStore>().Revoke(revoked.Secret.Id, CancellationToken.None));
        Refused(await revoked.AddCases(crm.Case("1")), "The key was revoked.");

        Assert.Equal(HttpStatusCode.Created, (await crm.AddCases(crm.Case("1"))).Status);
        crm.Clock.Advance(TimeSpan.FromDays(30));
        Refused(await crm.AddCases(crm.Case("2")), "The key has expired.");
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
    }

    [Fact]
    public async Task Without_a_good_key_nothing_is_done()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        var good = crm.Secret.ToString();
        string?[] keys =
        [
            null, "", "x", good[..^1], good + "A", good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), good.ToUpperInvariant(),
            ApiSecret.New().ToString(), new ApiSecret(crm.Secret.Id, ApiSecret.New().Secret).ToString(),
        ];
        foreach (var key in keys)
        {
            var answer = await crm.Send("/api/v1/cases", new StringContent("{}", Encoding.UTF8, "application/json"), "one", key);
            Refused(answer, key is null ? "Send a key as Authorization: Bearer ldk_…." : "There is no such key.");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_does_what_its_scope_says(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var intake = await crm.With("crm", ApiScope.CasesWrite);
        var id = (await intake.AddCases(crm.Case("1"))).Ids[0];
        var refused = await intake.AddEvents(id, ("replied", 0.5));
        Assert.Equal((HttpStatusCode.Forbidden, "wrong-scope"), (refused.Status, refused.Problem));
        Assert.Contains("scope=\"events:write\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await crm.With("crm", ApiScope.EventsWrite)).AddCases(crm.Case("2"))).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_secret_is_stored_nowhere(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        await crm.AddCases(crm.Case("1"));
        Assert.Equal(
            ApiSecret.Hash(crm.Secret.Secret), await crm.Scalar<string>("SELECT secret_hash FROM api_key"));
        if (crm.App.Get<Database>().File is not { } file) return;
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!, "dashboard.db*"))
        {
            await using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await opened.CopyToAsync(bytes);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            Assert.DoesNotContain(crm.Secret.Secret, text, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task When_it_was_last_used_is_remembered_to_the_hour(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine);
        var used = async () => await crm.Scalar<long?>("SELECT last_used_at FROM api_key") is { } at
            ? crm.Clock.GetUtcNow().ToUnixTimeMilliseconds() - at : -1;
        Assert.Equal(-1, await used());
        await crm.AddCases(crm.Case("1"));
        Assert.Equal(0, await used());
        crm.Clock.Advance(TimeSpan.FromMinutes(59));
        await crm.AddCases(crm.Case("2"));
        Assert.Equal(59 * 60_000, await used());
        crm.Clock.Advance(TimeSpan.FromMinutes(1));
        await crm.AddCases(crm.Case("3"));
        Assert.Equal(0, await used());
    }

    private static void Refused(ApiAnswer answer, string detail)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(detail, answer.Json.GetProperty("detail").GetString());
    }
}
