using System.Collections.Concurrent;
using System.Diagnostics;
using LiveDashboard.Load.Servers;

namespace LiveDashboard.Load.Forums;

/// <summary>
/// Ballots over HTTP, one a person, each durable before it is answered (SQLite, synchronous=FULL), beside the same program
/// that commits each on its own, in turn; and a room of 500 that votes within five seconds.
/// </summary>
public static class VotesBench
{
    private const int WarmUp = 20_000; // what is hot is compiled by then; of a transaction each a fourth, as of all else
    private const int Room = 500;
    private static readonly TimeSpan RoomVotes = TimeSpan.FromSeconds(5);

    /// <param name="PerSecond">Acknowledged ballots a second.</param>
    /// <param name="Median">Of an answer, in milliseconds.</param>
    /// <param name="Cpu">The server's processor time for a ballot, in microseconds.</param>
    private sealed record Outcome(double PerSecond, double Median, double P99, double Cpu);

    public static async Task Run(string scratch, int clients, int rounds, int ballots, CancellationToken ct)
    {
        int[] sizes = [1, Storage.WriteLane.DefaultCommitSize];
        var outcomes = sizes.ToDictionary(size => size, _ => new List<Outcome>());
        for (var round = 0; round < rounds; round++)
            foreach (var size in round % 2 == 0 ? sizes : [.. sizes.Reverse()])
                outcomes[size].Add(await Measure(scratch, size, clients, size == 1 ? 4 : 1, ballots, ct));
        Report.Line($"| {clients} clients, a ballot of another person each time | ballots/s | answer ms median | p99 | CPU µs a ballot |");
        Report.Line($"|---|---|---|---|---|");
        foreach (var (size, measured) in outcomes)
        {
            string Spread(Func<Outcome, double> of) => FormattableString.Invariant(
                $"{Report.Median(measured.Select(of)):N1} ({measured.Min(of):N1}–{measured.Max(of):N1})");
            Report.Line($"| {(size == 1 ? "a transaction each" : "as shipped: what queued is committed together")} | {Spread(o => o.PerSecond)} | {Spread(o => o.Median)} | {Spread(o => o.P99)} | {Spread(o => o.Cpu)} |");
        }
        double Of(int size) => Report.Median(outcomes[size].Select(outcome => outcome.PerSecond));
        Report.Line($"ratio {Of(sizes[1]) / Of(sizes[0]):0.0}");
        await VoteInARoom(scratch, ct);
    }

    /// <param name="share">Which part of the ballots is enough.</param>
    private static async Task<Outcome> Measure(
        string scratch, int commitSize, int clients, int share, int all, CancellationToken ct)
    {
        var (warmUp, ballots) = (WarmUp / share, all / share);
        var meeting = await Meeting.Make(Path.Combine(scratch, "votes"), ct);
        var cookies = await Joined(meeting, ballots + warmUp, ct);
        var times = new ConcurrentBag<double>();
        TimeSpan took;
        double cpu;
        await using (var program = await meeting.Serve(ct, commitSize))
        {
            await Vote(program, meeting, cookies[..warmUp], clients, null, ct);
            var (begun, before) = (Stopwatch.GetTimestamp(), program.Use().CpuSeconds);
            await Vote(program, meeting, cookies[warmUp..], clients, times, ct);
            (took, cpu) = (Stopwatch.GetElapsedTime(begun), program.Use().CpuSeconds - before);
        }
        await Exact(meeting, cookies.Length, ct);
        return new Outcome(ballots / took.TotalSeconds, Report.Median(times), Report.Quantile(times, 0.99), cpu * 1e6 / ballots);
    }

    private static async Task VoteInARoom(string scratch, CancellationToken ct)
    {
        var meeting = await Meeting.Make(Path.Combine(scratch, "votes"), ct);
        var times = new ConcurrentBag<double>();
        await using (var program = await meeting.Serve(ct))
        {
            var phones = await Task.WhenAll(Enumerable.Range(0, Room).Select(async _ =>
            {
                var line = await PhoneLine.Connect(program.EndPoint, ct);
                return (Line: line, Cookie: await line.Join(meeting.Code, ct));
            }));
            await Task.WhenAll(phones.Select(async (phone, i) =>
            {
                await Task.Delay(RoomVotes * i / Room, ct);
                var started = Stopwatch.GetTimestamp();
                await phone.Line.Vote(meeting, phone.Cookie, 1 + i % 3, ct);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }));
            foreach (var (line, _) in phones) line.Dispose();
        }
        await Exact(meeting, Room, ct);
        Report.Line($"{Room} phones of one address within {RoomVotes.TotalSeconds:0} s: none refused, tally exact, acknowledged after {Report.Median(times):0.0} ms (median), {Report.Quantile(times, 0.95):0.0} ms (p95), {times.Max():0.0} ms (the last)");
    }

    /// <summary>So many people, as cookies. Joining is not what is measured.</summary>
    private static async Task<string[]> Joined(Meeting meeting, int people, CancellationToken ct)
    {
        await using var program = await meeting.Serve(ct);
        var cookies = new string[people];
        await Share(program, people, 64, async (line, i) => cookies[i] = await line.Join(meeting.Code, ct), ct);
        return cookies;
    }

    private static Task Vote(
        ProgramProcess program, Meeting meeting, string[] cookies, int clients, ConcurrentBag<double>? times, CancellationToken ct) =>
        Share(program, cookies.Length, clients, async (line, i) =>
        {
            var started = Stopwatch.GetTimestamp();
            await line.Vote(meeting, cookies[i], 1 + i % 3, ct);
            times?.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }, ct);

    /// <summary>Does something so many times, on so many lines at once.</summary>
    private static async Task Share(ProgramProcess program, int times, int lines, Func<PhoneLine, int, Task> work, CancellationToken ct)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, lines).Select(async _ =>
        {
            using var line = await PhoneLine.Connect(program.EndPoint, ct);
            for (var i = Interlocked.Increment(ref next); i < times; i = Interlocked.Increment(ref next)) await work(line, i);
        }));
    }

    private static async Task Exact(Meeting meeting, int people, CancellationToken ct)
    {
        var counted = await meeting.Count(ct);
        if (counted != (people, people)) throw new InvalidOperationException($"{people} voted, {counted} are there.");
    }
}
