using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>
/// What axe finds on a page as it stands. Run in the page itself: the ready call for this opens a second page at each
/// run, for frames in frames, and the pages have none.
/// </summary>
public static class Barriers
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Run =
        """
        async worst => {
          const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"] })
          return violations
            .filter(one => !worst || ["serious", "critical"].includes(one.impact))
            .flatMap(one => one.nodes.map(node => `${location.pathname} ${one.id} at ${node.target}: ${node.html}`))
        }
        """;

    /// <summary>One line for each place; none is as it should be.</summary>
    /// <param name="worst">Serious and critical ones only.</param>
    public static async Task<string[]> BarriersOn(this IPage page, bool worst = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Run, worst);
    }
}
