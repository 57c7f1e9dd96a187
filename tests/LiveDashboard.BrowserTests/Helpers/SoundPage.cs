namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>A page as it stands in the middle of a journey.</summary>
public static class SoundPage
{
    /// <summary>It has no barrier and does not scroll sideways. With <c>SHOTS</c>, a folder, it is kept as a picture there.</summary>
    /// <param name="name">Of the picture.</param>
    public static async Task IsSoundAs(this Visitor visitor, string name)
    {
        await visitor.Page.EvaluateAsync("document.fonts.ready.then(() => {})");
        if (Environment.GetEnvironmentVariable("SHOTS") is { } folder)
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        Assert.Empty(await visitor.Page.BarriersOn(worst: true));
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), name);
    }
}
