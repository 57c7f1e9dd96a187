using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>What a page holds once all that can be collected is.</summary>
public sealed record PageWeight(double Heap, double Nodes, double Listeners)
{
    public static async Task<PageWeight> Of(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("HeapProfiler.enable");
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        var counters = (await cdp.SendAsync("Memory.getDOMCounters"))!.Value;
        var heap = (await cdp.SendAsync("Runtime.getHeapUsage"))!.Value;
        await cdp.DetachAsync();
        return new PageWeight(
            heap.GetProperty("usedSize").GetDouble(), counters.GetProperty("nodes").GetDouble(),
            counters.GetProperty("jsEventListeners").GetDouble());
    }
}
