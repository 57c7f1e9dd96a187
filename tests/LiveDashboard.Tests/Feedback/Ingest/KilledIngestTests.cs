using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Xunit.Abstractions;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>The program, killed at random moments while systems send: what it acknowledged is there, once.</summary>
public sealed class KilledIngestTests(ITestOutputHelper output)
{
    private const int Senders = 16;
    private const int MostAnswers = 60;

#pragma warning disable CA5394 // the seed is printed, so that a round can be repeated
    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_again_and_again_nothing_acknowledged_is_lost_and_nothing_sent_again_is_doubled(Engine engine)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var data = await RunData.New(engine);
        var secret = (await ProgramRun.ToEnd(data, "key", "create", "--name", "crm")).Output.Split((char[])[' ', '\n', '\r']).MaxBy(word => word.Length)!;
        var server = new Uri($"http://127.0.0.1:{ProgramRun.FreePort()}");
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(i => new Sender(server, secret, $"s{i}")).ToArray();
        var sending = senders.Select(sender => Task.Run(() => sender.Run(stop.Token))).ToArray();
        for (var kill = 0; kill < KillRounds.UnderIngest; kill++)
        {
            await using var run = Serve(data, server);
            await run.Served();
            // After so many answers, and then in the middle of others: a slow machine is killed as late as a quick one.
            var (answered, more) = (senders.Sum(sender => sender.Answered), random.Next(0, MostAnswers));
            await Eventually.Holds(() => Task.FromResult(senders.Sum(sender => sender.Answered) >= answered + more));
            await Task.Delay(random.Next(0, 20));
            await run.Kill();
        }
        await using (var last = Serve(data, server))
        {
            await last.Served();
            await stop.CancelAsync();
            await Task.WhenAll(sending).WaitAsync(TimeSpan.FromMinutes(1));
            await last.Kill();
        }
        var acknowledged = senders.SelectMany(sender => sender.Cases).ToDictionary();
        output.WriteLine($"{KillRounds.UnderIngest} kills, {acknowledged.Count} cases acknowledged");
        Assert.NotEmpty(acknowledged);
        await data.Read(async database =>
        {
            await using var db = await database.Read(CancellationToken.None);
            var cases = (await db.QueryAsync<(string Ours, string Id)>("SELECT external_id, id FROM feedback_case")).ToArray();
            // Each was finished before the last kill, so what is there and what was acknowledged are the same.
            Assert.Equal(
                acknowledged.Select(one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal),
                cases.Select(one => $"{one.Ours} {one.Id}").Order(StringComparer.Ordinal));
            var replies = await db.QueryAsync<string>("SELECT case_id FROM case_event WHERE kind = 'replied'");
            Assert.Equal(senders.SelectMany(sender => sender.Replied).Order(StringComparer.Ordinal), replies.Order(StringComparer.Ordinal));
            return 0;
        });
        var recount = await ProgramRun.ToEnd(data, "recount");
        Assert.True(recount.ExitCode == 0, recount.Output + recount.Errors);
    }
#pragma warning restore CA5394

    private static ProgramRun Serve(RunData data, Uri server) => ProgramRun.Start(
        data, ["serve", "--urls", server.ToString()],
        ("Provider__TimeZone", "Europe/London"), ("Ingest__RatePerSecond", "10000"), ("Ingest__Burst", "100000"));
}
