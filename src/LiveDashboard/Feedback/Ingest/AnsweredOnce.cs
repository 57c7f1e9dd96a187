using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>A request that was let in, and how its answer is known as its own.</summary>
/// <param name="Mine">
/// Stands before the answer that is stored: whose answer came back tells a repetition. A flag that the work sets would
/// not, as a deadlock runs it again.
/// </param>
public sealed record Asked(ApiKey Key, IdempotencyKey Once, string Mine)
{
    public static Asked By(HttpContext http, IngestRequest request)
    {
        var key = ApiKeyHandler.KeyOf(http);
        // Hashed, so that two systems' keys cannot meet and the longest still fits.
        var once = $"{key.Id}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.IdempotencyKey)))}";
        return new Asked(key, IdempotencyKey.Of(once, $"{http.Request.Path}\n{request.Hash}"), CaseId.New());
    }

    /// <summary>The answer as it is stored.</summary>
    public string Answer<T>(T done) => $"{Mine} {JsonSerializer.Serialize(done, JsonSerializerOptions.Web)}";
}

/// <summary>Gives a repeated request the answer of the first, and no second effect.</summary>
public sealed class AnsweredOnce(
    Idempotency idempotency, ApiKeyStore keys, AddCasesTogether together, FigureSignal signal)
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Runs the work and answers 201 once it is durable.</summary>
    /// <param name="count">Counts what was added; not called for a repetition.</param>
    public async Task<IResult> Answer<T>(
        HttpContext http, IngestRequest request, Func<WriteTurn, Task<T>> work, Action count)
    {
        var asked = Asked.By(http, request);
        return Told(http, asked, await idempotency.Once(asked.Once, Alone(asked, work), http.RequestAborted), count);
    }

    /// <summary>Adds cases, together with those of other requests that wait, and answers 201 once they are durable.</summary>
    public async Task<IResult> AnswerCases(
        HttpContext http, IngestRequest request, IReadOnlyList<ImportRow> rows, IngestStore store, Action count)
    {
        var asked = Asked.By(http, request);
        var alone = Alone(asked, async turn => new AddedCases(await store.AddCases(turn, asked.Key.Source, rows)));
        return Told(http, asked, await idempotency.Once(
            asked.Once, together, new NewCases(asked, rows), alone, http.RequestAborted), count);
    }

    private Func<WriteTurn, Task<string>> Alone<T>(Asked asked, Func<WriteTurn, Task<T>> work) => async turn =>
    {
        var done = await work(turn);
        await keys.Used(turn, asked.Key);
        return asked.Answer(done);
    };

    private IResult Told(HttpContext http, Asked asked, string answer, Action count)
    {
        signal.CasesChanged();
        if (answer.StartsWith(asked.Mine, StringComparison.Ordinal)) count();
        else http.Response.Headers[ReplayedHeader] = "true";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(
            answer[(asked.Mine.Length + 1)..], "application/json; charset=utf-8", Encoding.UTF8, StatusCodes.Status201Created);
    }
}
