using System.Globalization;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using LiveDashboard.Web.News;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Pages;

/// <summary>How often one network may ask for letters.</summary>
public sealed class SubscribeLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 10;
}

/// <summary>What is new, the newest first; and how to hear of it: by feed, and by e-mail where there is a mail server.</summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class NewsModel(
    Visit visit, StationTime station, Newsroom newsroom, SubscriptionStore store, SubscribeLimit limit, IOptions<MailOptions> mail) : PageModel
{
    private const int MostShown = 50;

    public IReadOnlyList<NewsItem> News { get; private set; } = [];

    /// <summary>By kind: each kind as a whole comes first.</summary>
    public IReadOnlyList<IReadOnlyList<NewsTopic>> Topics { get; private set; } = [];

    /// <summary>What the list is of; "" all.</summary>
    public string Topic { get; private set; } = "";

    public bool HasLetters => mail.Value.IsOn;

    /// <summary>As it was typed, while something is wrong.</summary>
    public string Address { get; private set; } = "";
    public string Every { get; private set; } = Rhythm.Weekly;
    public IReadOnlyList<string> Chosen { get; private set; } = [];

    /// <summary>The end of the key of what is wrong; null: nothing.</summary>
    public string? Problem { get; private set; }
    public int Wait { get; private set; }

    /// <summary>Whether a letter is on its way.</summary>
    public bool Asked { get; private set; }

    public string Day(NewsItem item) => visit.Language.LongDay(station.DayOf(item.At));

    /// <summary>The address of a feed of what the list shows.</summary>
    public string Feed(string ending) =>
        visit.Link($"/news.{ending}") + (Topic.Length == 0 ? "" : $"?topic={Uri.EscapeDataString(Topic)}");

    public async Task OnGet(string? topic, string? asked, CancellationToken ct)
    {
        OwnForms.SayOrigin(Response);
        Asked = asked is not null;
        await Read(topic, ct);
        Chosen = Topic.Length > 0 ? [Topic] : [.. Topics.Select(kind => kind[0].Key)];
    }

    public async Task<IActionResult> OnPost(string? address, string? every, string[]? topics, string? website, CancellationToken ct)
    {
        OwnForms.SayOrigin(Response);
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!HasLetters) return NotFound();
        await Read("", ct);
        var known = Topics.SelectMany(kind => kind).Select(topic => topic.Key).ToHashSet(StringComparer.Ordinal);
        Address = (address ?? "").Trim();
        Every = Rhythm.All.Contains(every) ? every! : Rhythm.Weekly;
        Chosen = [.. (topics ?? []).Where(known.Contains).Distinct()];
        if (MailAddresses.Read(Address) is not { } to) return Say("address", StatusCodes.Status422UnprocessableEntity);
        if (Chosen.Count == 0) return Say("topics", StatusCodes.Status422UnprocessableEntity);
        if (limit.Count(HttpContext) is { } wait) return Later("often", StatusCodes.Status429TooManyRequests, wait);
        try
        {
            // A field that people do not see: what fills it is told that all went well.
            if (string.IsNullOrEmpty(website)) await store.Ask(to, visit.Language, Every, WithoutParts(Chosen), ct);
        }
        catch (Exception e) when (Unwritten.Problem(HttpContext, e) is not null)
        {
            return Later("busy", StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(10));
        }
        return Redirect(visit.Link("/news?asked=1#letters"));
    }

    private async Task Read(string? topic, CancellationToken ct)
    {
        Topics = await newsroom.Topics(visit.Language, ct);
        Topic = Topics.SelectMany(kind => kind).Any(one => one.Key == topic) ? topic! : "";
        News = await newsroom.Newest(visit.Language, Topic, station.Now, MostShown, ct);
    }

    // Who follows a kind as a whole follows its parts.
    private static IReadOnlyList<string> WithoutParts(IReadOnlyList<string> chosen) =>
        [.. chosen.Where(key => !key.Contains('/') || !chosen.Contains(key.Split('/')[0]))];

    private PageResult Later(string problem, int status, TimeSpan wait)
    {
        Wait = (int)Math.Ceiling(wait.TotalSeconds);
        Response.Headers.RetryAfter = Wait.ToString(CultureInfo.InvariantCulture);
        return Say(problem, status);
    }

    private PageResult Say(string problem, int status)
    {
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }
}
