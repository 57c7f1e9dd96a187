using Microsoft.Playwright;

// The longest of them only waits, and the others wait for servers and browsers more than they work.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 4)]
[assembly: Xunit.TestCollectionOrderer("LiveDashboard.BrowserTests.Helpers.LongestFirst", "LiveDashboard.BrowserTests")]

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>
/// One browser, and one instance of the program in each of three conditions, for all tests. The collections that run
/// side by side share them; the last one ends them.
/// </summary>
public sealed class Browsing : IAsyncLifetime
{
    /// <summary>Far longer than anything here takes, and short enough to end a test that hangs; milliseconds.</summary>
    public const float Patience = 20_000;

    private static readonly Lock Counting = new();
    private static int _users;
    private static Shared? _running;
    private Shared _shared = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>A station with months of cases.</summary>
    public Task<LiveSite> Busy => _shared.Busy.Value;

    /// <summary>A station with too few to show.</summary>
    public Task<LiveSite> Few => _shared.Few.Value;

    /// <summary>A station's first day.</summary>
    public Task<LiveSite> Empty => _shared.Empty.Value;

    public async Task InitializeAsync()
    {
        lock (Counting)
        {
            if (_users++ == 0) _running = new Shared();
            _shared = _running!;
        }
        if (Chromium.Executable is not null) Browser = (await _shared.Chrome.Value).Browser; // otherwise the tests are skipped
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
        lock (Counting)
            if (--_users > 0) return;
        await _shared.End();
    }

    /// <summary>What the collections share; each part starts when it is first asked for.</summary>
    private sealed class Shared
    {
        public Lazy<Task<LiveSite>> Busy { get; } = new(() => LiveSite.Start(cases: 1200));
        public Lazy<Task<LiveSite>> Few { get; } = new(() => LiveSite.Start(cases: 3));
        public Lazy<Task<LiveSite>> Empty { get; } = new(() => LiveSite.Start(cases: 0));
        public Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Chrome { get; } = new(Launch);

        public async Task End()
        {
            foreach (var site in new[] { Busy, Few, Empty })
                if (site.IsValueCreated) await (await site.Value).DisposeAsync();
            if (!Chrome.IsValueCreated) return;
            var (playwright, browser) = await Chrome.Value;
            await browser.CloseAsync();
            playwright.Dispose();
        }

        private static async Task<(IPlaywright, IBrowser)> Launch()
        {
            var playwright = await Playwright.CreateAsync();
            return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium.Executable,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
            }));
        }
    }
}

/// <summary>Tests that change the busy station's figures, or count what reaches it: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InABrowser : ICollectionFixture<Browsing>
{
    public const string Name = "In a browser";
}

/// <summary>Tests that only look: beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class OnlyLooking : ICollectionFixture<Browsing>
{
    public const string Name = "Only looking";
}

/// <summary>Tests with a server of their own: beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class OnItsOwn : ICollectionFixture<Browsing>
{
    public const string Name = "On its own";
}

/// <summary>Pages of staff, each with a server of its own: beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class AtTheDesk : ICollectionFixture<Browsing>
{
    public const string Name = "At the desk";
}

/// <summary>Lobby screens, each with a server of its own: beside the others, as they take long.</summary>
[CollectionDefinition(Name)]
public sealed class ALobby : ICollectionFixture<Browsing>
{
    public const string Name = "A lobby";
}

/// <summary>The minute in which nothing may move: beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class AMinute : ICollectionFixture<Browsing>
{
    public const string Name = "A minute";
}
