using System.Diagnostics;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Load.Lobby;

/// <summary>
/// Screens that are paired and connected at once. Each speaks as its page does: watches the board, fetches its orders when
/// that names more, says what it shows. Server and screens share the machine.
/// </summary>
public static class LobbyBench
{
    private const int Orders = 20;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    public static async Task Run(string scratch, int count, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, $"lobby-{Guid.NewGuid():n}");
        try
        {
            var (tokens, session) = await Prepare(folder, count, ct);
            // Beside each other and twice, so that neither has the warmer machine.
            var (home, lobby) = (new List<double>(), new List<double>());
            for (var round = 0; round < 2; round++)
            {
                home.Add(await Home(folder, count, ct));
                lobby.Add(await Screens(folder, tokens, session, ct));
            }
            Report.Line($"memory with {count} screens {Report.Median(lobby):0.0} MiB, with {count} viewers of the home page {Report.Median(home):0.0} MiB: {Report.Median(lobby) / Report.Median(home):0.000}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string[] Tokens, string Session)> Prepare(string folder, int count, CancellationToken ct)
    {
        await using var instance = await Instance.Open(folder);
        var pairings = instance.Get<PairingStore>();
        var tokens = new string[count];
        for (var i = 0; i < count; i++)
        {
            var (secret, display) = await pairings.Begin("n", "d", ct);
            await pairings.Approve(Actor.Console, display.Code, $"Lobby {i}", "", "en", "", ct);
            tokens[i] = (await pairings.Claim(secret, ct))!;
        }
        var invitations = instance.Get<InvitationStore>();
        var code = await invitations.Make(Actor.Console, null, "Ada", "admin", Invitation.Life, ct);
        var invitation = (await invitations.Open(code, ct))!;
        var id = await invitations.Accept(
            invitation, "Ada", new ChosenWay("none", invitation.AuthenticatorKey, 0, [], null), ct);
        var member = (await instance.Get<MemberStore>().Find(id!, ct))!;
        return (tokens, await instance.Get<SessionStore>().Start(member, "bench", null, ct));
    }

    private static async Task<double> Home(string folder, int count, CancellationToken ct)
    {
        await using var program = await Serve(folder, ct);
        using var crowd = new Crowd();
        using var http = new HttpClient { BaseAddress = program.Address };
        for (var i = 0; i < count; i++) await http.GetByteArrayAsync("/en", ct); // a viewer has the page first, as a screen has its own
        await crowd.Join(program.EndPoint, "/live", "home", count, ct);
        await Task.Delay(Settled, ct);
        return program.Use().ResidentKiB / 1024;
    }

    private static async Task<double> Screens(string folder, string[] tokens, string session, CancellationToken ct)
    {
        await using var program = await Serve(folder, ct);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var screens = new List<LobbyClient>();
        foreach (var token in tokens) screens.Add(await LobbyClient.Connect(program, token, ct));
        var running = screens.Select(screen => screen.Run(ended.Token)).ToArray();
        await Task.Delay(Settled, ct);
        var resident = program.Use().ResidentKiB / 1024;

        using var staff = new FormBrowser(program.Address);
        staff.Cookies[SessionCookie.Name] = session;
        var slowest = new List<double>();
        var earlier = screens.Select(screen => screen.Acknowledged).ToArray(); // of the round before
        bool Waits(int order) => screens.Index().Any(one => one.Item.Acknowledged - earlier[one.Index] <= order);
        for (var i = 0; i < Orders; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await staff.Submit(
                "/staff/screens?handler=Give", FormBrowser.Fields(("screen", "all"), ("kind", "next")));
            if (answer.Location is null) throw new InvalidOperationException($"An order was refused: {answer.Status}.");
            var sent = Stopwatch.GetElapsedTime(started);
            while (Waits(i) && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
            {
                if (Array.Find(running, screen => screen.IsFaulted) is { } failed) await failed;
                await Task.Delay(5, ct);
            }
            slowest.Add((Stopwatch.GetElapsedTime(started) - sent).TotalMilliseconds);
        }
        Report.Line($"{Orders} orders to {tokens.Length} screens: the last acknowledged after median {Report.Median(slowest):0} ms, at worst {slowest.Max():0} ms");
        await ended.CancelAsync();
        await Task.WhenAll(running);
        foreach (var screen in screens) screen.Dispose();
        return resident;
    }

    private static async Task<ProgramProcess> Serve(string folder, CancellationToken ct)
    {
        var program = ProgramProcess.Start(AppContext.BaseDirectory, 0, "serve", "--data", folder);
        await program.WaitFor("/health/ready", ct);
        return program;
    }
}
