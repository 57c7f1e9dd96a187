using System.Threading.RateLimiting;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>The way in for connected systems.</summary>
public static class IngestEndpoints
{
    /// <summary>The limit of requests that each key has.</summary>
    public const string PerKey = "ingest";

    public static void AddIngest(this IServiceCollection services)
    {
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<FailedKeys>();
        services.AddSingleton<IngestStore>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<AddCasesTogether>();
        services.AddSingleton<AnsweredOnce>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null);
        services.AddAuthorization();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<IngestOptions>>((limits, ingest) =>
            limits.AddPolicy(PerKey, http => Bucket(ApiKeyHandler.KeyOf(http).Id, ingest.Value)));
    }

    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/v1/cases").WithTags("Cases")
            .RequireRateLimiting(PerKey).AddEndpointFilter(Refusals.Answer);
        cases.MapPost("", AddCases).RequireScope(ApiScope.CasesWrite).WithName("AddCases").DescribeCases();
        cases.MapPost("/{id}/events", AddEvents).RequireScope(ApiScope.EventsWrite).WithName("AddEvents").DescribeEvents();
    }

    private static async Task<IResult> AddCases(
        HttpContext http, IngestStore store, AnsweredOnce once, IngestMetrics metrics, StationTime station)
    {
        var request = await IngestRequest.Read(http);
        var rows = Incoming.Cases(request.Body, station.Now);
        return await once.AnswerCases(http, request, rows, store, () => metrics.AddedCases(rows.Count));
    }

    private static async Task<IResult> AddEvents(
        string id, HttpContext http, IngestStore store, AnsweredOnce once, IngestMetrics metrics, StationTime station)
    {
        var request = await IngestRequest.Read(http);
        var events = Incoming.Events(request.Body, station.Now);
        var source = ApiKeyHandler.KeyOf(http).Source;
        return await once.Answer(
            http, request, turn => store.AddEvents(turn, source, id, events), () => metrics.AddedEvents(events.Count));
    }

    // A slow rate is one token every so many seconds, as a bucket counts in whole tokens.
    private static RateLimitPartition<string> Bucket(string keyId, IngestOptions options)
    {
        var tokens = Math.Max(1, (int)options.RatePerSecond);
        return RateLimitPartition.GetTokenBucketLimiter(keyId, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / options.RatePerSecond),
            QueueLimit = 0,
        });
    }
}
