using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveDashboard.Load.Servers;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// Scenario W1: single cases over HTTP, each durable before it is answered (SQLite, synchronous=FULL), beside the same
/// program that commits every request on its own, in turn.
/// </summary>
public static class IngestBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="PerSecond">Acknowledged cases a second.</param>
    /// <param name="Median">Of an answer, in milliseconds.</param>
    private sealed record Outcome(double PerSecond, double Median, double P99);

    public static async Task Run(string scratch, int clients, int rounds, int seconds, CancellationToken ct)
    {
        int[] sizes = [1, Storage.WriteLane.DefaultCommitSize];
        var outcomes = sizes.ToDictionary(size => size, _ => new List<Outcome>());
        for (var round = 0; round < rounds; round++)
            foreach (var size in round % 2 == 0 ? sizes : [.. sizes.Reverse()])
                outcomes[size].Add(await Measure(scratch, size, clients, seconds, ct));
        Report.Line($"| {clients} clients, one case a request | cases/s | answer ms median | p99 |");
        Report.Line($"|---|---|---|---|");
        foreach (var (size, measured) in outcomes)
        {
            string Spread(Func<Outcome, double> of) => FormattableString.Invariant(
                $"{Report.Median(measured.Select(of)):N1} ({measured.Min(of):N1}–{measured.Max(of):N1})");
            Report.Line($"| {(size == 1 ? "a transaction each" : "as shipped: what queued is committed together")} | {Spread(o => o.PerSecond)} | {Spread(o => o.Median)} | {Spread(o => o.P99)} |");
        }
        double Of(int size) => Report.Median(outcomes[size].Select(outcome => outcome.PerSecond));
        Report.Line($"ratio {Of(sizes[1]) / Of(sizes[0]):0.0}");
    }

    private static async Task<Outcome> Measure(string scratch, int commitSize, int clients, int seconds, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, "ingest");
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        var key = await ProgramProcess.Output(AppContext.BaseDirectory, "key", "create", "--name", "load", "--data", folder);
        var settings = new Dictionary<string, string>
        {
            ["Provider__TimeZone"] = "UTC",
            ["Ingest__RatePerSecond"] = "10000",
            ["Ingest__Burst"] = "100000",
            ["Data__CommitSize"] = $"{commitSize}",
        };
        await using var program = ProgramProcess.Start(AppContext.BaseDirectory, 0, settings, "serve", "--data", folder);
        await program.WaitFor("/health/ready", ct);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key(key));

        var times = new ConcurrentBag<double>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var counts = false;
        var sending = Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await Send(http, $"{client}-{i}", ct);
                if (Volatile.Read(ref counts)) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }, ct)).ToArray();
        await Task.Delay(WarmUp, ct);
        Volatile.Write(ref counts, true);
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct);
        Volatile.Write(ref counts, false);
        var (took, measured) = (Stopwatch.GetElapsedTime(begun), times.ToArray());
        await stop.CancelAsync();
        await Task.WhenAll(sending);
        return new Outcome(measured.Length / took.TotalSeconds, Report.Median(measured), Report.Quantile(measured, 0.99));
    }

    private static async Task Send(HttpClient http, string id, CancellationToken ct)
    {
        var received = DateTimeOffset.UtcNow.ToString("o");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases")
        {
            Content = new StringContent(
                $$"""{"cases":[{"externalId":"{{id}}","kind":"concern","receivedAt":"{{received}}","category":"Lamps","area":"North"}]}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", id);
        using var answer = await http.SendAsync(request, ct);
        if (answer.StatusCode != HttpStatusCode.Created)
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>The secret, among what the command says: the word that is longest.</summary>
    private static string Key(string said) => said.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).MaxBy(word => word.Length)!;
}
