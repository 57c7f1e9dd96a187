using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveDashboard.Feedback.Ingest;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>What cannot be taken is refused, all of it, with the place and the reason.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Every_mistake_is_named_by_its_place()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        (string Case, string Place)[] mistakes =
        [
            (crm.Case("a").Replace("\"a\"", "7", StringComparison.Ordinal), "externalId"),
            (crm.Case(""), "externalId"),
            (crm.Case("   "), "externalId"),
            (crm.Case(new string('x', 101)), "externalId"),
            (crm.Case("\\u0000"), "externalId"),
            (crm.Case("\\ud800"), "externalId"),
            (crm.Case("good"), "externalId"), // a second time
            (crm.Case("b").Replace("concern", "complaint", StringComparison.Ordinal), "kind"),
            (crm.Case("c").Replace("concern", "Concern", StringComparison.Ordinal), "kind"),
            ($$"""{"externalId":"d","kind":"concern"}""", "receivedAt"),
            ($$"""{"externalId":"e","kind":"concern","receivedAt":"2026-06-10T09:00:00"}""", "receivedAt"),
            ($$"""{"externalId":"f","kind":"concern","receivedAt":"10/06/2026"}""", "receivedAt"),
            ($$"""{"externalId":"g","kind":"concern","receivedAt":1781082000}""", "receivedAt"),
            ($$"""{"externalId":"h","kind":"concern","receivedAt":"0001-01-01T00:00:00+00:00"}""", "receivedAt"),
            ($$"""{"externalId":"i","kind":"concern","receivedAt":"2026-06-31T09:00:00Z"}""", "receivedAt"),
            ($$"""{"externalId":"j","kind":"concern","receivedAt":"2026-06-10T12:05:01Z"}""", "receivedAt"),
            (crm.Case("k", $",\"repliedAt\":\"{crm.Ago(1.1)}\""), "repliedAt"),
            (crm.Case("l", $",\"repliedAt\":\"{crm.Ago(-1)}\""), "repliedAt"),
            (crm.Case("m", $",\"category\":\"{new string('x', 81)}\""), "category"),
            (crm.Case("n", ",\"category\":\"two\\nlines\""), "category"),
            (crm.Case("o", ",\"area\":\"\\u202etrap\""), "area"),
            (crm.Case("p", $",\"subject\":\"{new string('x', 2001)}\""), "subject"),
            (crm.Case("q", ",\"subject\":\"\\u0000\""), "subject"),
            (crm.Case("r", ",\"colour\":\"red\""), "colour"),
            ("4", ""),
            ("null", ""),
        ];
        var answer = await crm.AddCases([crm.Case("good"), .. mistakes.Select(mistake => mistake.Case)]);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "application/problem+json", "invalid"),
            (answer.Status, answer.Type, answer.Problem));
        Assert.Equal(
            mistakes.Select((mistake, i) => $"cases[{i + 1}]{(mistake.Place.Length == 0 ? "" : $".{mistake.Place}")}"), answer.Errors);
        Assert.Equal(0, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Equal(0, await crm.Scalar<long>("SELECT COUNT(*) FROM category"));
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("{}", "cases")]
    [InlineData("""{"cases":[]}""", "cases")]
    [InlineData("""{"cases":{}}""", "cases")]
    [InlineData("""{"events":[]}""", "cases")]
    public async Task The_form_is_one(string body, string place)
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        Assert.Contains(place, (await crm.Post("/api/v1/cases", body)).Errors);
        Assert.NotEmpty((await crm.AddCases([.. Enumerable.Range(0, 1001).Select(i => crm.Case($"{i}"))])).Errors);
    }

    [Theory]
    [InlineData("received"), InlineData("corrected"), InlineData("")]
    public async Task What_only_people_may_say_of_a_case_is_refused(string kind)
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        var id = (await crm.AddCases(crm.Case("1"))).Ids[0];
        var answer = await crm.AddEvents(id, (kind, 0.5));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(1, await crm.Scalar<long>("SELECT COUNT(*) FROM case_event"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_before_anything_else()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        var key = crm.Secret.ToString();
        Task<ApiAnswer> Send(byte[] body, string type = "application/json", string? once = "one", string? encoding = null)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
            return crm.Send("/api/v1/cases", content, once, key);
        }

        var empty = "{}"u8.ToArray();
        (ApiAnswer Answer, int Status, string Problem)[] answers =
        [
            (await Send(empty, once: null), 400, "no-idempotency-key"),
            (await Send(empty, once: new string('k', 201)), 400, "no-idempotency-key"),
            (await Send(empty, "text/plain"), 415, "not-json"),
            (await Send(empty, "application/json; charset=iso-8859-1"), 415, "not-json"),
            (await Send(empty, encoding: "gzip"), 415, "not-json"),
            (await Send([]), 400, "malformed-json"),
            (await Send("{\"cases\":"u8.ToArray()), 400, "malformed-json"),
            (await Send("{\"cases\":1,\"cases\":2}"u8.ToArray()), 400, "malformed-json"),
            (await Send([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, "malformed-json"),
            (await Send(Encoding.ASCII.GetBytes(new string('[', 2000))), 400, "malformed-json"),
            (await Send(new byte[IngestRequest.LargestBody + 1]), 413, "too-large"),
        ];
        Assert.All(answers, one =>
        {
            Assert.Equal((one.Status, one.Problem, "application/problem+json"), ((int)one.Answer.Status, one.Answer.Problem, one.Answer.Type));
            Assert.All(new[] { "title", "detail" }, member => Assert.NotEqual("", one.Answer.Json.GetProperty(member).GetString()));
            Assert.Equal(one.Status, one.Answer.Json.GetProperty("status").GetInt32());
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_sends_too_often_is_told_when_to_come_again(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine, "--Ingest:RatePerSecond", "0.001", "--Ingest:Burst", "2");
        Assert.Equal(HttpStatusCode.Created, (await crm.AddCases(crm.Case("1"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await crm.AddCases(crm.Case("2"))).Status);
        MustWait(await crm.AddCases(crm.Case("3")), HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(2, await crm.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));

        var other = await crm.With("other");
        Assert.Equal(HttpStatusCode.Created, (await other.AddCases(other.Case("1"))).Status);
    }

    [Fact]
    public async Task Who_tries_keys_is_told_to_wait_and_a_good_key_is_not()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite, "--Ingest:FailuresPerMinute", "2");
        Task<ApiAnswer> Try(string? key = ApiKeyOfNobody) =>
            crm.Send("/api/v1/cases", new StringContent("{}"), "one", key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try()).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(null)).Status);
        MustWait(await Try(), HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(HttpStatusCode.Created, (await crm.AddCases(crm.Case("1"))).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_full_queue_is_said_and_the_same_request_is_taken_later(Engine engine)
    {
        await using var crm = await ConnectedSystem.Start(engine, "--Data:QueueLimit", "1");
        var body = $$"""{"cases":[{{crm.Case("1")}}]}""";
        var lane = crm.App.Get<WriteLane>();
        var gate = await LaneGate.Close(lane);
        var waiting = lane.Write(_ => Task.CompletedTask);
        MustWait(await crm.Post("/api/v1/cases", body, "one"), HttpStatusCode.ServiceUnavailable, "busy");
        await gate.Open();
        await waiting;
        var later = await crm.Post("/api/v1/cases", body, "one");
        Assert.Equal((HttpStatusCode.Created, false), (later.Status, later.Replayed));
    }

    [Theory]
    [InlineData("--Ingest:RatePerSecond", "0"), InlineData("--Ingest:Burst", "0"), InlineData("--Ingest:FailuresPerMinute", "0")]
    public async Task A_limit_that_cannot_be_is_refused_at_start(string setting, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => DashboardApp.Start(settings: [setting, value]));
        Assert.Contains(setting.Split(':')[1], Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private const string ApiKeyOfNobody = "ldk_0123456789abcdef_0123456789012345678901234567890123456789012";

    private static void MustWait(ApiAnswer answer, HttpStatusCode status, string problem)
    {
        Assert.Equal((status, problem, "application/problem+json"), (answer.Status, answer.Problem, answer.Type));
        Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }
}
