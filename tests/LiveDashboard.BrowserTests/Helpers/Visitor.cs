using System.Collections.Concurrent;
using System.Text.Json;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>
/// A person in front of a page, and all that happened behind it: requests, complaints of the console, refused content,
/// and the frames that the server sent.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<Frame> _frames = new();

    private Visitor(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What should not be: console errors, exceptions, violated policies, requests to elsewhere.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Every figure's key that the server has sent in a frame.</summary>
    public HashSet<string> SentKeys => [.. _frames.SelectMany(frame => frame.Figures).Select(figure => figure.Key)];

    public IBrowserContext Context => _context;

    public static async Task<Visitor> Arrive(IBrowserContext context, Uri home)
    {
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page);
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))");
        page.Console += (_, message) => { if (message.Type == "error") visitor._complaints.Enqueue(message.Text); };
        page.PageError += (_, error) => visitor._complaints.Enqueue(error);
        context.Request += (_, request) => visitor.CheckOrigin(request.Url, home);
        page.WebSocket += (_, socket) =>
        {
            visitor.CheckOrigin(socket.Url, home);
            socket.FrameReceived += (_, message) => visitor.Take(message.Text);
        };
        return visitor;
    }

    /// <summary>Opens a page; a live one is waited for until it says that it is live.</summary>
    public async Task<IResponse> Open(string path, bool live = true)
    {
        var answer = await Page.GotoAsync(path);
        if (live) await Connection("live");
        return answer!;
    }

    /// <summary>Waits until the page is in this state of the connection.</summary>
    public Task Connection(string state) => Page.Locator($"html[data-conn={state}]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Every place of a figure, without the spoken words: what the eye reads.</summary>
    public ILocator Figure(string key) => Page.Locator($"main [data-key='{key}']").First;

    /// <summary>The text of a figure.</summary>
    public async Task<string> Read(string key) => (await Figure(key).TextContentAsync())!;

    /// <summary>Waits until a figure shows another text than this one; returns it.</summary>
    public async Task<string> Changed(string key, string from)
    {
        await Until("([key, from]) => document.querySelector(`main [data-key='${key}']`).textContent !== from", new[] { key, from });
        return await Read(key);
    }

    /// <summary>Waits until a script's condition holds.</summary>
    public Task Until(string condition, object? argument = null) => Page.WaitForFunctionAsync(condition, argument);

    /// <summary>All figures of the page by key, as text.</summary>
    public async Task<Dictionary<string, string>> Figures() => JsonSerializer.Deserialize<Dictionary<string, string>>(
        await Page.EvaluateAsync<string>(
            "JSON.stringify(Object.fromEntries([...document.querySelectorAll('main [data-key]:not([data-draw])')]" +
            ".map(e => [e.dataset.key, e.textContent])))"))!;

    /// <summary>The part of the freshness row that is visible.</summary>
    public async Task<string> Freshness() => (await Page.Locator(".freshness").InnerTextAsync()).ReplaceLineEndings(" ");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void CheckOrigin(string url, Uri home)
    {
        var asked = new Uri(url);
        if (asked.Scheme is not ("data" or "blob") && asked.Authority != home.Authority)
            _complaints.Enqueue($"request to {url}");
    }

    private void Take(string? text)
    {
        foreach (var message in (text ?? "").Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            if (root.TryGetProperty("target", out var target) && target.GetString() == "Frame")
                _frames.Enqueue(root.GetProperty("arguments")[0].Deserialize<Frame>(FrameJson.Options)!);
        }
    }
}
