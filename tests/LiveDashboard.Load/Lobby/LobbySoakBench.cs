using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Load.Servers;
using Microsoft.Playwright;

namespace LiveDashboard.Load.Lobby;

/// <summary>What a lobby screen's page gathers in a day: changes as a server sends them, only sooner.</summary>
public static class LobbySoakBench
{
    private const int Together = 100;
    private const int Rows = 10;

    public static async Task Run(string scratch, int patches, int minutes, CancellationToken ct)
    {
        if (Chromium.Missing is { } missing)
        {
            Report.Line($"{missing}");
            return;
        }
        var folder = Path.Combine(scratch, "lobby-soak");
        await using var program = ProgramProcess.Start(AppContext.BaseDirectory, 0, "serve", "--data", folder);
        await program.WaitFor("/health/ready", ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var hub = await FakeHub.For(page);
        await page.GotoAsync(new Uri(program.Address, "/board?panels=A,B,D,G").ToString());
        await page.Locator("html[data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var wait = TimeSpan.FromMinutes(minutes) / ((double)patches / Together);
        Task Pace() => Task.Delay(wait, ct);
        await hub.Send(Math.Min(2_000, patches), Pace); // what is made once is made
        var first = await PageWeight.Of(page);
        Report.Line($"| patches | heap MB | nodes | listeners | connections |");
        Report.Line($"|---|---|---|---|---|");
        Report.Line($"| 0 | {first.Heap / 1e6:0.00} | {first.Nodes} | {first.Listeners} | {hub.Connections} |");
        for (var row = 1; row <= Rows; row++)
        {
            await hub.Send(patches / Rows, Pace);
            var now = await PageWeight.Of(page);
            Report.Line($"| {row * (patches / Rows):N0} | {now.Heap / 1e6:0.00} | {now.Nodes} | {now.Listeners} | {hub.Connections} |");
        }
    }
}
