using LiveDashboard.Events;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Initiatives;
using LiveDashboard.Staff;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Guides;
using LiveDashboard.Tests.Events;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Feedback.Publication;
using LiveDashboard.Tests.Forums;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Lobby;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Tests.Statistics;
using LiveDashboard.Tests.Stories;

namespace LiveDashboard.Tests.Hostile;

/// <summary>All that there is to look at: cases in every state, a forum with polls, and those who look.</summary>
public sealed class HostileSite : IAsyncDisposable
{
    // One host steers at a time, and for as long after the last act.
    private static readonly TimeSpan NobodySteers = TimeSpan.FromMinutes(6);

    private readonly PublicationSite _site;

    private HostileSite(PublicationSite site) => _site = site;

    public DashboardApp App => _site.Staff.App;
    public FakeClock Clock => _site.Clock;

    /// <summary>An administrator, who may do everything.</summary>
    public FormBrowser Staff { get; private set; } = null!;

    /// <summary>A resident who has a case open, and takes part in the forum.</summary>
    public FormBrowser Resident { get; private set; } = null!;

    /// <summary>A case that waits, one that is answered, one that waits to be shown, and one that is shown.</summary>
    public (string Waits, string Answered, string Queued, string Shown) Cases { get; private set; }

    /// <summary>A screen that is connected.</summary>
    public string Screen { get; private set; } = "";

    public string Forum { get; private set; } = "";
    public string Code { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>An initiative that is under way, and what it is measured by.</summary>
    public Initiative Initiative { get; private set; } = new();
    public string Metric { get; private set; } = "";

    /// <summary>An event that takes sign-ups, and one that has begun.</summary>
    public CommunityEvent Event { get; private set; } = new();
    public CommunityEvent Held { get; private set; } = new();

    /// <summary>The poll that is open first, of words.</summary>
    public string Poll { get; private set; } = "";

    /// <summary>One of each that is told, public.</summary>
    public (Story Story, Decision Decision, Guide Guide) Told { get; private set; }

    public static async Task<HostileSite> Start()
    {
        var site = new HostileSite(new PublicationSite(await StaffSite.Start()));
        site.Staff = await site._site.Moderator("Ada", StaffRole.Admin);
        await site.Round("Words");
        site.Screen = (await PairedDisplay.Connect(site.App, "Lobby 1")).ScreenId;
        var (shown, _) = await site._site.Closed();
        await site._site.Publish(shown.Reference, ("title", "Shown"));
        site.Cases = site.Cases with { Shown = shown.Reference };
        var initiatives = new InitiativeSite(
            site._site.Staff, await site.App.Get<InitiativeStore>().Add(InitiativeSite.By, InitiativeSite.Night(), default));
        (site.Initiative, site.Metric) = (initiatives.Initiative, (await initiatives.Metric()).Id);
        site.Told = await StorySite.OneOfEach(site.App, site.Metric);
        var events = new EventSite(initiatives);
        (site.Event, site.Held) = (await events.Add(events.Walk(capacity: 0, days: 400)), await events.Add(events.Walk(days: -1)));
        await StatisticImportTests.Import(site.App, "kind,place,202503\n=Theft,<b>North</b>,40\n");
        site.Staff = await site._site.Moderator("Ada", StaffRole.Admin); // the day that passed ended the session
        return site;
    }

    /// <summary>Fresh cases and a fresh forum: forms end what they act on.</summary>
    /// <param name="text">What the resident says where no form is used.</param>
    public async Task Round(string text)
    {
        var residents = _site.Residents;
        var message = ResidentSite.Message(text) with { Place = text, Sender = new Sender(text, text, false, false) };
        var (waits, _) = await residents.Send(message);
        var (answered, code) = await residents.Send(message);
        await residents.Reply(answered.CaseId, text);
        var (queued, _) = await _site.Closed(text, text);
        Cases = (waits.CaseId, answered.CaseId, queued.Reference, Cases.Shown);
        Resident?.Dispose();
        Resident = await residents.Open(answered, code);

        var by = ForumSite.Host;
        var forums = App.Get<ForumStore>();
        var forum = await forums.Make(
            by, text.Length > 60 ? text[..60] : text, "en", Clock.GetUtcNow(), CancellationToken.None);
        (Forum, Slug) = (forum.Id, forum.Slug);
        await App.Get<RoomActs>().Begin(await Act(), CancellationToken.None);
        await App.Get<RoomActs>().Ask(await Act(), "checked", CancellationToken.None);
        Code = (await forums.Find(Forum, CancellationToken.None))!.Code!;
        await Resident.Post($"/f/{Code}/join", FormBrowser.Fields(("name", "Sam")));
        var draft = ForumSite.Draft(PollKind.Words);
        Poll = BallotId.New();
        await App.Get<PollDrafts>().Add(await Act(), Poll, draft, CancellationToken.None);
        await App.Get<RoomActs>().Show(await Act(), "poll", Poll, CancellationToken.None);
        await App.Get<PollActs>().Open(await Act(), Poll, null, CancellationToken.None);
        Clock.Advance(NobodySteers);
    }

    /// <summary>Every poll of the forum is shown, open, revealed, and at last the forum is over.</summary>
    /// <param name="look">At each of it.</param>
    public async Task ShowPolls(Func<Task> look)
    {
        Clock.Advance(NobodySteers);
        foreach (var poll in await App.Get<PollStore>().List(Forum, CancellationToken.None))
        {
            await App.Get<RoomActs>().Show(await Act(), "poll", poll.Id, CancellationToken.None);
            await App.Get<PollActs>().Open(await Act(), poll.Id, null, CancellationToken.None);
            await look();
            await App.Get<PollActs>().Close(await Act(), poll.Id, CancellationToken.None);
            await App.Get<PollActs>().Reveal(await Act(), poll.Id, CancellationToken.None);
        }
        await App.Get<RoomActs>().End(await Act(), CancellationToken.None);
        await look();
    }

    public ValueTask DisposeAsync()
    {
        Staff.Dispose();
        Resident.Dispose();
        return _site.DisposeAsync();
    }

    private async Task<HostAct> Act() =>
        new(ForumSite.Host, Forum, (await App.Get<ForumStore>().Find(Forum, CancellationToken.None))!.Version);
}
