using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Staff.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The display as it is installed, through power cuts and with its server gone.</summary>
[Collection(ALobby.Name)]
public sealed class KioskTests
{
    [KioskFact]
    public async Task It_waits_for_its_first_server_and_later_starts_without_one()
    {
        await using var server = new ServerProcess();
        await using var kiosk = new Kiosk(new Uri(server.Address, "/screen"));
        kiosk.Start();
        while (kiosk.Tries < 3) await Task.Delay(50);
        Assert.False(kiosk.HasBrowser); // a page of the browser's own that says "cannot be reached" would stand there for ever

        await server.Start(cases: 400);
        var page = await kiosk.Page();
        await server.Stop();
        await kiosk.CutPower();
        kiosk.Start();
        while (kiosk.Tries < 14) await Task.Delay(50);
        Assert.False(kiosk.HasBrowser); // it has seen the server, and holds no page of a paired screen yet

        await server.Start();
        page = await kiosk.Page();
        var code = PairingCode.Read(await page.Locator(".code").InnerTextAsync())!;
        await server.Stop();
        await server.Change(services => services.GetRequiredService<PairingStore>()
            .Approve(new Actor("a", "Ada"), code, "Lobby 1", "", "en", "", CancellationToken.None));
        await server.Start();
        await page.Locator("html[data-paired=yes][data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForFunctionAsync("async () => !!(await (await caches.open('screen-last')).match('/screen/last'))");
        while (!kiosk.HasKept) await Task.Delay(50); // the browser writes it down some seconds later
        var median = await page.Locator("article.reply [data-key=median]").TextContentAsync();
        Assert.NotEqual("", median);

        await server.Kill();
        await kiosk.CutPower();
        kiosk.Start();
        page = await kiosk.Page();
        await page.Locator("#stage .bottom").Filter(new() { HasText = "Not live. Figures from" }).WaitForAsync();
        Assert.Equal(median, await page.Locator("article.reply [data-key=median]").TextContentAsync());
        Assert.InRange(kiosk.Tries, 12, 13); // of a minute

        await server.Start();
        await page.Locator("html[data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Needs a browser, and curl.</summary>
    private sealed class KioskFactAttribute : FactAttribute
    {
        public KioskFactAttribute() => Skip = Chromium.Missing ?? (Kiosk.Curl is null ? "There is no curl on this machine." : null);
    }
}
