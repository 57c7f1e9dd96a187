using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>One browser, and one instance of the program in each of three conditions, for all tests.</summary>
public sealed class Browsing : IAsyncLifetime
{
    /// <summary>Far longer than anything here takes, and short enough to end a test that hangs; milliseconds.</summary>
    public const float Patience = 20_000;

    private readonly Lazy<Task<LiveSite>> _busy = new(() => LiveSite.Start(cases: 1200));
    private readonly Lazy<Task<LiveSite>> _few = new(() => LiveSite.Start(cases: 3));
    private readonly Lazy<Task<LiveSite>> _empty = new(() => LiveSite.Start(cases: 0));
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>A station with months of cases.</summary>
    public Task<LiveSite> Busy => _busy.Value;

    /// <summary>A station with too few to show.</summary>
    public Task<LiveSite> Few => _few.Value;

    /// <summary>A station's first day.</summary>
    public Task<LiveSite> Empty => _empty.Value;

    public async Task InitializeAsync()
    {
        if (Chromium.Executable is null) return; // the tests are skipped
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A visitor of an address: a fresh context, so nothing is shared but the program.</summary>
    public async Task<Visitor> Visitor(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address.ToString();
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        return await Helpers.Visitor.Arrive(context, address);
    }

    public async Task DisposeAsync()
    {
        foreach (var site in new[] { _busy, _few, _empty })
            if (site.IsValueCreated) await (await site.Value).DisposeAsync();
        if (_playwright is null) return;
        await Browser.CloseAsync();
        _playwright.Dispose();
    }
}

/// <summary>Tests in a browser run one after the other: they share it, and two of them would slow each other down.</summary>
[CollectionDefinition(Name)]
public sealed class InABrowser : ICollectionFixture<Browsing>
{
    public const string Name = "In a browser";
}
