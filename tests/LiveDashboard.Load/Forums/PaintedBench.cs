using System.Globalization;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;
using Microsoft.Playwright;

namespace LiveDashboard.Load.Forums;

/// <summary>
/// How long after a ballot was acknowledged the big screen shows it, in a real browser: in a quiet room, and with 1,000
/// ballots a second and 1,000 other screens. Server, browser and phones share the machine and its clock.
/// </summary>
public static class PaintedBench
{
    private const int QuietVotes = 100;
    private const int CrowdedSeconds = 20;
    private const int PerSecond = 1000;
    private const int Others = 1000;

    // When the count of ballots was first painted as this or more: two animation frames after it changed.
    private const string Watch =
        """
        () => {
          window.painted = []
          const place = document.querySelector("[data-key=ballots]")
          const note = () => {
            const count = Number(place.textContent.replace(/\D/g, ""))
            requestAnimationFrame(() => requestAnimationFrame(now => window.painted.push([count, performance.timeOrigin + now])))
          }
          new MutationObserver(note).observe(place, { childList: true, characterData: true, subtree: true })
        }
        """;

    public static async Task Run(string scratch, CancellationToken ct)
    {
        if (Chromium.Missing is { } missing)
        {
            Report.Line($"{missing}");
            return;
        }
        var meeting = await Meeting.Make(Path.Combine(scratch, "votes"), ct);
        await using var program = await meeting.Serve(ct);
        using var phone = await PhoneLine.Connect(program.EndPoint, ct);
        var people = QuietVotes + PerSecond * CrowdedSeconds;
        var cookies = new string[people];
        for (var i = 0; i < people; i++) cookies[i] = await phone.Join(meeting.Code, ct);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        var screen = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        await screen.GotoAsync(new Uri(program.Address, $"/f/{meeting.Code}/projector").ToString());
        await screen.Locator("html[data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await screen.EvaluateAsync(Watch);

        Report.Line($"| a ballot acknowledged → painted on the big screen | ballots | median ms | p99 | the last |");
        Report.Line($"|---|---|---|---|---|");
        var quiet = new List<double>();
        for (var i = 0; i < QuietVotes; i++)
        {
            await phone.Vote(meeting, cookies[i], 1 + i % 3, ct);
            quiet.Add(Now);
            await Task.Delay(400, ct); // longer than a beat: each finds the room quiet
        }
        await Row("quiet room", screen, 0, quiet, ct);

        using var others = new Crowd();
        await others.Join(program.EndPoint, "/live", $"forum/{meeting.Code}", Others, ct);
        var frames = others.Frames;
        await screen.EvaluateAsync("() => { window.painted = [] }");
        var crowded = await Crowded(program, meeting, cookies[QuietVotes..], ct);
        await Row(FormattableString.Invariant($"{crowded.Count / (double)CrowdedSeconds:N0} ballots a second, {Others:N0} other screens"), screen, QuietVotes, crowded, ct);
        var each = (others.Frames - frames) / (double)Others;
        Report.Line($"frames per screen {each:0.0} for {crowded.Count:N0} ballots, where a push per ballot would be as many: {each / crowded.Count:0.0000}");
    }

    private static double Now => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    /// <summary>Votes at a steady rate, late or not; when each was acknowledged, in the order of the acknowledgements.</summary>
    private static async Task<List<double>> Crowded(ProgramProcess program, Meeting meeting, string[] cookies, CancellationToken ct)
    {
        const int Lines = 50;
        var acknowledged = new List<double>();
        var begun = Now;
        await Task.WhenAll(Enumerable.Range(0, Lines).Select(async first =>
        {
            using var line = await PhoneLine.Connect(program.EndPoint, ct);
            for (var i = first; i < cookies.Length; i += Lines)
            {
                var due = begun + i * 1000.0 / PerSecond - Now;
                if (due > 0) await Task.Delay(TimeSpan.FromMilliseconds(due), ct);
                await line.Vote(meeting, cookies[i], 1 + i % 3, ct);
                lock (acknowledged) acknowledged.Add(Now);
            }
        }));
        return acknowledged;
    }

    private static async Task Row(string room, IPage screen, int before, List<double> acknowledged, CancellationToken ct)
    {
        var last = before + acknowledged.Count;
        await screen.WaitForFunctionAsync("last => window.painted.some(([count]) => count >= last)", last);
        var painted = await screen.EvaluateAsync<double[][]>("() => window.painted");
        // The n-th acknowledged ballot is seen with the first count of n or more.
        var times = acknowledged.Select((at, i) => painted.First(one => one[0] >= before + i + 1)[1] - at).ToArray();
        Report.Line($"| {room} | {acknowledged.Count.ToString("N0", CultureInfo.InvariantCulture)} | {Report.Median(times):0} | {Report.Quantile(times, 0.99):0} | {times.Max():0} |");
    }
}
