using System.Globalization;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Forums.Hosting;

/// <summary>A forum whose hosts act by the console's forms.</summary>
public sealed class HostSite(StaffSite site, string forumId) : IAsyncDisposable
{
    public StaffSite Staff => site;
    public string ForumId => forumId;
    public string Console => $"/staff/forums/{forumId}";

    public static async Task<HostSite> Start(Engine engine = Engine.Sqlite)
    {
        var site = await StaffSite.Start(engine);
        var forum = await site.App.Get<ForumStore>().Make(
            new Actor("h", "Ada"), "Night patrols", "en", site.Clock.GetUtcNow(), CancellationToken.None);
        return new HostSite(site, forum.Id);
    }

    public async Task<FormBrowser> Host(string name = "Ada", string role = StaffRole.Host) =>
        await site.WithSession(await site.Member(name, role));

    public async Task<Forum> Forum() => (await site.App.Get<ForumStore>().Find(forumId, CancellationToken.None))!;

    public async Task<string> Code() => (await Forum()).Code!;

    /// <summary>Presses a button of the console as it is now, or as it was at another version.</summary>
    public async Task<FormAnswer> Press(
        FormBrowser browser, string handler, long? version, params (string Name, string Value)[] fields) =>
        await browser.Submit(
            $"{Console}?handler={handler}",
            FormBrowser.Fields([("version", (version ?? (await Forum()).Version).ToString(CultureInfo.InvariantCulture)), .. fields]), Console);

    public Task<FormAnswer> Press(FormBrowser browser, string handler, params (string Name, string Value)[] fields) =>
        Press(browser, handler, null, fields);

    /// <summary>Adds a poll by the form, shows and opens it; returns its id.</summary>
    public async Task<string> Open(FormBrowser browser, string options = "Early\nLate\nNever", string title = "Which hours?", params (string, string)[] more)
    {
        await Press(browser, "Add", [("kind", PollKind.One), ("title", title), ("options", options), .. more]);
        var poll = (await site.App.Get<PollStore>().List(forumId, CancellationToken.None))[^1].Id;
        await Press(browser, "Next", ("poll", poll));
        await Press(browser, "Open", ("poll", poll));
        return poll;
    }

    /// <summary>Somebody joins and votes.</summary>
    public async Task Vote(string poll, int times, params long[] choices)
    {
        for (var i = 0; i < times; i++)
        {
            var id = BallotId.New();
            await site.App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
                "INSERT INTO participant (id, forum_id, name, joined_at) VALUES (@id, @forumId, '', 0)", new { id, forumId }));
            Assert.Equal(BallotAnswer.Counted, await site.App.Get<BallotStore>().Vote(
                poll, id, BallotId.New(), SentBallot.Of(choices), CancellationToken.None));
        }
    }

    public async Task<string> State(string poll) =>
        (await site.App.Get<PollStore>().List(forumId, CancellationToken.None)).Single(one => one.Id == poll).State;

    public async Task<string> Text(string path)
    {
        using var visitor = site.App.Visitor();
        return await visitor.GetStringAsync(path);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
