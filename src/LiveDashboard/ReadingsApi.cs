using LiveDashboard.Feedback.Ingest;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Figures;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>What became of the readings of a request, in their order: added, corrected or unchanged.</summary>
public sealed record TakenReadings(IReadOnlyList<string> Readings);

/// <summary>
/// Readings of connected systems: the keys, limits and refusals of the ingest interface, and the ledger of initiatives.
/// </summary>
public static class ReadingsApi
{
    public const int MostReadings = 1000;

    public static void MapReadings(this IEndpointRouteBuilder app)
    {
        var metrics = app.MapGroup("/api/v1/metrics").WithTags("Readings")
            .RequireRateLimiting(IngestEndpoints.PerKey).AddEndpointFilter(Refusals.Answer);
        metrics.MapPost("/{id}/readings", Add).RequireScope(ApiScope.ReadingsWrite).WithName("AddReadings")
            .DescribeReadings(MostReadings);
    }

    private static async Task<IResult> Add(
        string id, HttpContext http, InitiativeStore initiatives, MetricStore metrics, ReadingStore readings,
        ReadingLedger ledger, AnsweredOnce once, FigureSignal signal, StationTime station)
    {
        var request = await IngestRequest.Read(http);
        if (await metrics.Find(id, http.RequestAborted) is not { } metric
            || await initiatives.Find(metric.InitiativeId, http.RequestAborted) is not { } initiative)
            throw new RefusedException(
                StatusCodes.Status404NotFound, "no-such-metric", "There is no such metric", "The page of its readings shows its id.");
        var given = Read(request, metric, station);
        await RefuseWhatLooksWrong(given, metric, initiative, readings, http.RequestAborted);
        var actor = new Actor("", ApiKeyHandler.KeyOf(http).Source);
        return await once.Answer(http, request, async turn =>
        {
            var answers = await ledger.AddAll(turn, actor, metric, [.. given.Select(one => one.Reading)], ReadingWay.Api);
            if (answers.Contains(ReadingAnswer.Stale))
                throw new RefusedException(
                    StatusCodes.Status409Conflict, "initiative-closed", "Nothing was written",
                    "The initiative is over, or another request was quicker. Its figures do not change any more once it is over.");
            return new TakenReadings([.. answers.Select(answer => answer.ToString().ToLowerInvariant())]);
        }, signal.InitiativesChanged);
    }

    private static List<(Reading Reading, bool Confirmed)> Read(IngestRequest request, Metric metric, StationTime station)
    {
        var problems = new FieldProblems();
        var body = new JsonFields(request.Body, "", problems, station.Now);
        var given = new List<(Reading, bool)>();
        var seen = new HashSet<(DateOnly, string)>();
        foreach (var one in body.List("readings", MostReadings))
        {
            var period = ReadingCsv.Period(one.Text("period", needed: true).Trim(), metric.Every);
            if (period is null) one.Problem("period", "must be a period as in 2026-03, 2026-Q1 or 2026");
            var value = one.Number("value", needed: true);
            if (value is { } number && (Math.Abs(number) > Numbers.Largest / 1000m || decimal.Round(number, 3) != number))
            {
                one.Problem("value", "is too large, or has more than three decimal places");
                value = null;
            }
            var over = one.Number("over") ?? 1;
            var reading = new Reading(
                period ?? station.Today, one.Text("part").Trim(), (long)((value ?? 0) * 1000),
                over is >= 1 and <= Reading.LargestWeight && decimal.Truncate(over) == over ? (long)over : 0,
                one.Text("source").Trim(), one.Text("note").Trim(), one.Text("reason").Trim(), one.Flag("withdrawn"));
            if (period is not null && reading.Problem(metric, station.Today) is { } problem) one.Problem("period", $"cannot be taken: {problem}");
            if (period is not null && !seen.Add((reading.Period, reading.Part))) one.Problem("period", "came before in this request");
            given.Add((reading, one.Flag("confirmed")));
            one.NothingElse();
        }
        body.NothingElse();
        problems.RefuseIfAny();
        return given;
    }

    private static async Task RefuseWhatLooksWrong(
        List<(Reading Reading, bool Confirmed)> given, Metric metric, Initiative initiative, ReadingStore readings,
        CancellationToken ct)
    {
        var problems = new FieldProblems();
        long? before = null;
        foreach (var (place, (reading, confirmed)) in given.Index().OrderBy(one => one.Item.Reading.Period))
        {
            before ??= await readings.Before(metric.Id, reading.Period, ct);
            if (!confirmed)
                foreach (var question in SoftChecks.Of(reading, initiative, before))
                    problems.Add($"readings[{place}].value", $"looks {question}; send confirmed: true when it is right");
            var now = await readings.Find(metric.Id, reading.Period, reading.Part, ct);
            if (now is not null && now.ValueMilli != reading.Milli && reading.Reason.Length == 0)
                problems.Add($"readings[{place}].reason", "is needed, as this corrects what was said before");
            before = reading.Milli;
        }
        problems.RefuseIfAny();
    }
}
