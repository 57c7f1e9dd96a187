using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveDashboard.Web;

/// <summary>
/// Ready means: the database answers, there are figures to show, and the program is not ending. Degraded, and still
/// 200: pages are served, and nothing new is written.
/// </summary>
public sealed class ReadyCheck(Database database, FigureBoards boards, ViewerDrain drain, WriteGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (drain.HasBegun) return HealthCheckResult.Unhealthy("ending");
        if (!boards.All.Any()) return HealthCheckResult.Unhealthy("no figures yet");
        try
        {
            await using var connection = await database.Read(cancellationToken);
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM setting");
            return gate.Stop is { } stop
                ? HealthCheckResult.Degraded(new WriteStoppedException(stop).Message) : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", e);
        }
    }
}

public static class Health
{
    private const string Ready = "ready";

    /// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can serve.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = Say,
        });
    }

    private static Task Say(HttpContext http, HealthReport report) => http.Response.WriteAsync(
        string.Join(
            ": ", [$"{report.Status}", .. report.Entries.Values.Select(entry => entry.Description).OfType<string>()]));

    public static void AddReadyCheck(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<ReadyCheck>(Ready, tags: [Ready]);
}
