using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>Gives a repeated request the answer of the first, and no second effect.</summary>
public sealed class AnsweredOnce(Idempotency idempotency, ApiKeyStore keys, FigureSignal signal)
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Runs the work and answers 201 once it is durable.</summary>
    public async Task<IResult> Answer<T>(HttpContext http, IngestRequest request, Func<WriteTurn, Task<T>> work)
    {
        var key = ApiKeyHandler.KeyOf(http);
        // Whose answer came back tells a repetition; a flag that the work sets would not, as a deadlock runs it again.
        var mine = CaseId.New();
        var answer = await idempotency.Once(
            // Hashed, so that two systems' keys cannot meet and the longest still fits.
            $"{key.Id}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.IdempotencyKey)))}",
            $"{http.Request.Path}\n{request.Hash}",
            async turn =>
            {
                var done = await work(turn);
                await keys.Used(turn, key);
                return $"{mine} {JsonSerializer.Serialize(done, JsonSerializerOptions.Web)}";
            }, http.RequestAborted);
        signal.CasesChanged();
        if (!answer.StartsWith(mine, StringComparison.Ordinal)) http.Response.Headers[ReplayedHeader] = "true";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(
            answer[(mine.Length + 1)..], "application/json; charset=utf-8", Encoding.UTF8, StatusCodes.Status201Created);
    }
}
