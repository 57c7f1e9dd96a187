using Dapper;
using LiveDashboard.Load.Servers;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Ingest;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// Scenario A1: systems send while the program is killed at random moments, as often as asked. What was acknowledged
/// must be there once, and the figures' tables must equal a recount.
/// </summary>
public static class TruthBench
{
    private const int Senders = 20;
    private const int LongestMilliseconds = 1500;

    /// <param name="server">A PostgreSQL database that may be filled; null for the embedded one.</param>
    public static async Task Run(string scratch, int kills, string? server, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, "truth");
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        var environment = new Dictionary<string, string>
        {
            ["Provider__TimeZone"] = "UTC",
            ["Ingest__RatePerSecond"] = "10000",
            ["Ingest__Burst"] = "100000",
        };
        if (server is not null) Environment.SetEnvironmentVariable("ConnectionStrings__Dashboard", server); // for all that is started
        var source = $"truth-{Guid.NewGuid():n}"[..20];
        var secret = (await ProgramProcess.Output(AppContext.BaseDirectory, "key", "create", "--name", source, "--data", folder))
            .Split((char[])[' ', '\n', '\r']).MaxBy(word => word.Length)!;
        var port = ProgramProcess.FreePort();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var senders = Enumerable.Range(0, Senders)
            .Select(i => new Sender(new Uri($"http://127.0.0.1:{port}"), secret, $"s{i}")).ToArray();
        var sending = senders.Select(sender => Task.Run(() => sender.Run(stop.Token), ct)).ToArray();
        for (var kill = 0; kill <= kills; kill++)
        {
            await using var program = ProgramProcess.Start(AppContext.BaseDirectory, port, environment, "serve", "--data", folder);
            await program.WaitFor("/health/ready", ct);
            if (kill < kills)
            {
                await Task.Delay(Random.Shared.Next(LongestMilliseconds), ct);
                continue; // killed as it is disposed of
            }
            await stop.CancelAsync();
            await Task.WhenAll(sending);
        }
        var (lost, doubled) = await Compare(folder, server, source, senders);
        var recount = await ProgramProcess.Output(AppContext.BaseDirectory, "recount", "--data", folder);
        Report.Line($"| {kills} kills on {(server is null ? "SQLite" : "PostgreSQL")} | acknowledged | lost | doubled |");
        Report.Line($"|---|---|---|---|");
        Report.Line($"| cases and replies | {senders.Sum(sender => sender.Answered):N0} | {lost} | {doubled} |");
        Report.Line($"recount: {recount.Trim()}");
        if (lost + doubled > 0) throw new InvalidOperationException("The promise is broken.");
    }

    private static async Task<(int Lost, int Doubled)> Compare(string folder, string? server, string source, Sender[] senders)
    {
        await using var database = server is null
            ? Database.Embedded(Path.Combine(folder, "dashboard.db")) : Database.Server(server);
        await using var db = await database.Read(CancellationToken.None);
        var stored = (await db.QueryAsync<string>(
            """
            SELECT c.external_id || ' ' || c.id || ' ' || e.kind
              FROM feedback_case c
              JOIN case_event e ON e.case_id = c.id
             WHERE c.source = @source
            """,
            new { source })).GroupBy(line => line).ToDictionary(line => line.Key, line => line.Count());
        var acknowledged = senders.SelectMany(sender => sender.Cases.SelectMany(one => sender.Replied.Contains(one.Value)
            ? (string[])[$"{one.Key} {one.Value} received", $"{one.Key} {one.Value} replied"]
            : [$"{one.Key} {one.Value} received"])).ToHashSet();
        return (acknowledged.Count(line => !stored.ContainsKey(line)),
            stored.Sum(line => line.Value - 1) + stored.Keys.Count(line => !acknowledged.Contains(line)));
    }
}
