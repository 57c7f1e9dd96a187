using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Helpers;

/// <summary>What the program answered to a connected system.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string? Type, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public override string ToString() => $"{Status} {Text}";
    public bool Replayed => Headers.Contains("Idempotency-Replayed");

    /// <summary>The last part of a problem's type.</summary>
    public string Problem => Json.GetProperty("type").GetString()!.Split(':')[^1];

    /// <summary>The places that a problem names.</summary>
    public string[] Errors => [.. Json.GetProperty("errors").EnumerateObject().Select(error => error.Name)];

    /// <summary>The ids of the cases that were added.</summary>
    public string[] Ids => [.. Json.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
}

/// <summary>Another system with a key, and the program that it sends to, with a clock that stands.</summary>
public sealed class ConnectedSystem(DashboardApp app, FakeClock clock, ApiSecret secret) : IAsyncDisposable
{
    public DashboardApp App => app;
    public FakeClock Clock => clock;
    public ApiSecret Secret => secret;

    public static async Task<ConnectedSystem> Start(Engine engine, params string[] settings)
    {
        var clock = new FakeClock();
        var app = await DashboardApp.Start(engine, settings, services => services.AddSingleton<TimeProvider>(clock));
        return new ConnectedSystem(app, clock, await NewKey(app, "crm"));
    }

    public static Task<ApiSecret> NewKey(DashboardApp app, string source, params string[] scopes) =>
        app.Get<ApiKeyStore>().Create(
            source, scopes.Length == 0 ? [.. ApiScope.All] : scopes, TimeSpan.FromDays(30), CancellationToken.None);

    /// <summary>Another key for the same program.</summary>
    public async Task<ConnectedSystem> With(string source, params string[] scopes) =>
        new(app, clock, await NewKey(app, source, scopes));

    /// <summary>A case in JSON, received an hour ago.</summary>
    public string Case(string externalId, string more = "") =>
        $$"""{"externalId":"{{externalId}}","kind":"concern","receivedAt":"{{Ago(1)}}"{{more}}}""";

    public string Ago(double hours) => $"{clock.GetUtcNow().AddHours(-hours):yyyy-MM-ddTHH:mm:ss.fffzzz}";

    public Task<ApiAnswer> AddCases(params string[] cases) => Post("/api/v1/cases", $$"""{"cases":[{{string.Join(',', cases)}}]}""");

    public Task<ApiAnswer> AddEvents(string caseId, params (string Kind, double HoursAgo)[] events) => Post(
        $"/api/v1/cases/{caseId}/events",
        $$"""{"events":[{{string.Join(',', events.Select(one => $$"""{"kind":"{{one.Kind}}","at":"{{Ago(one.HoursAgo)}}"}"""))}}]}""");

    /// <param name="idempotencyKey">Null: a new one.</param>
    public Task<ApiAnswer> Post(string path, string body, string? idempotencyKey = null) =>
        Send(path, new StringContent(body, Encoding.UTF8, "application/json"), idempotencyKey ?? Guid.NewGuid().ToString(), secret.ToString());

    /// <param name="key">Sent as Bearer; null for none.</param>
    public async Task<ApiAnswer> Send(string path, HttpContent body, string? idempotencyKey, string? key)
    {
        using var http = app.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await http.SendAsync(request);
        return new ApiAnswer(
            answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var db = await app.Get<Database>().Read(CancellationToken.None);
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    public Task<IReadOnlyList<string>> Differences() => app.Get<Recount>().Differences(CancellationToken.None);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
