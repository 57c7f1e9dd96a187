using System.Net;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Forums.Questions;

/// <summary>What moderators do with questions, and what becomes of those that nobody answered.</summary>
public sealed class ModerationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task One_is_on_stage_at_a_time_and_a_move_can_be_taken_back_for_ten_seconds(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var author = await Phone.Joined(site);
        var (one, two) = (await Live(site, author, "One of two?"), await Live(site, author, "Two of two?"));
        await QuestionTests.Move(site, one, "live", "stage");
        await QuestionTests.Move(site, two, "live", "stage");
        Assert.Equal(("live", "stage"), (await State(site, one), await State(site, two)));
        await QuestionTests.Move(site, two, "stage", "answered");
        Assert.Equal(ActAnswer.Done, await Undo(site, two));
        Assert.Equal("stage", await State(site, two));
        await QuestionTests.Move(site, two, "stage", "writing");
        site.Clock.Advance(QuestionActs.TakeBack + TimeSpan.FromSeconds(1));
        Assert.Equal(ActAnswer.Stale, await Undo(site, two));
        Assert.Equal("writing", await State(site, two));
        var projector = await site.App.Get<QuestionStore>().Projector(site.ForumId, None);
        Assert.Null(projector.Stage);
        // Many at once, and still one.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => QuestionTests.Move(site, i % 2 == 0 ? one : two, i % 2 == 0 ? "live" : "writing", "stage")));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question WHERE state = 'stage'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merging_makes_one_of_the_supporters_and_undoing_it_makes_two_again(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var phones = new List<Phone>();
        for (var i = 0; i < 5; i++) phones.Add(await Phone.Joined(site));
        var (main, same) = (await Live(site, phones[0], "The main one?"), await Live(site, phones[1], "The same?"));
        foreach (var (phone, id) in new[] { (2, main), (3, main), (3, same), (4, same), (0, same) })
            await phones[phone].Post("support", ("question", id), ("on", "true"));
        var acts = site.App.Get<QuestionActs>();
        Assert.Equal(ActAnswer.Done, await acts.Merge(ForumSite.Host, site.ForumId, same, "live", main, None));
        Assert.Equal(5, (await Question(site, main)).Support); // all five, the main one's author once
        Assert.Contains("Merged with another question", await phones[1].Text("?tab=questions"), StringComparison.Ordinal);
        Assert.Equal(ActAnswer.Stale, await acts.Merge(ForumSite.Host, site.ForumId, main, "live", same, None)); // into one that is gone
        Assert.Equal(ActAnswer.Done, await Undo(site, same));
        Assert.Equal((3, 4), ((await Question(site, main)).Support, (await Question(site, same)).Support));
        phones.ForEach(phone => phone.Dispose());
    }

    [Fact]
    public async Task An_edit_is_told_and_what_was_written_is_kept()
    {
        await using var site = await ForumSite.Start();
        using var author = await Phone.Joined(site);
        using var other = await Phone.Joined(site);
        var id = await Live(site, author, "Why is Quastenflosser loud?");
        Assert.Equal(ActAnswer.Done, await site.App.Get<QuestionActs>().Edit(ForumSite.Host, site.ForumId, id, "live", "Why is it loud?", None));
        Assert.Equal("Why is Quastenflosser loud?", (await Question(site, id)).Original);
        Assert.Contains("Why is Quastenflosser loud?", await author.Text("?tab=questions"), StringComparison.Ordinal);
        var seen = await other.Text("?tab=questions");
        Assert.Contains("Edited by a moderator", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Quastenflosser", seen, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Unanswered_questions_become_cases_exactly_once(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var author = await Phone.Joined(site);
        var ids = new[] { "Unanswered?", "In writing?", "On stage?", "Answered?", "Declined?", "Waiting?" }.ToDictionary(body => body, body => "");
        foreach (var body in ids.Keys)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            ids[body] = body == "Waiting?" ? await QuestionTests.Ask(site, author, body) : await Live(site, author, body);
        }
        await QuestionTests.Move(site, ids["In writing?"], "live", "writing");
        await QuestionTests.Move(site, ids["On stage?"], "live", "stage");
        await QuestionTests.Move(site, ids["Answered?"], "live", "answered");
        await QuestionTests.Move(site, ids["Declined?"], "live", "declined", "tone");
        var finish = site.App.Get<FinishQuestions>();
        Assert.Null(await finish.Finish(ForumSite.Host, site.ForumId, None)); // not before the end
        await site.App.Get<RoomActs>().End(await site.Act(), None);
        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => finish.Finish(ForumSite.Host, site.ForumId, None)));
        Assert.Equal(3, opened.Sum());
        Assert.Equal(3, await site.Scalar<long>("SELECT COUNT(*) FROM case_detail WHERE channel = 'forum'"));
        Assert.Equal(3, await site.Scalar<long>("SELECT COUNT(DISTINCT case_reference) FROM question WHERE case_reference <> ''"));
        Assert.Equal(3, await site.Scalar<long>("SELECT COUNT(*) FROM question q JOIN case_detail d ON d.reference = q.case_reference JOIN case_text t ON t.case_id = d.case_id AND t.body = q.body"));
        Assert.Equal(ActAnswer.Stale, await Undo(site, ids["In writing?"]));
        Assert.Empty(await site.App.Get<Recount>().Differences(None));
    }

    [Fact]
    public async Task A_moderator_works_with_plain_forms_and_a_host_does_not_see_the_page()
    {
        await using var staff = await StaffSite.Start();
        var forum = await staff.App.Get<ForumStore>().Make(ForumSite.Host, "Night patrols", "en", staff.Clock.GetUtcNow(), None);
        await staff.App.Get<RoomActs>().Begin(new HostAct(ForumSite.Host, forum.Id, forum.Version), None);
        var site = new ForumSite(staff.App, staff.Clock, forum.Id);
        using var author = await Phone.Joined(site);
        var id = await QuestionTests.Ask(site, author, "Why <b>now</b>?");
        var address = $"/staff/forums/{forum.Id}/questions";
        using var moderator = await staff.WithSession(await staff.Member("Mo", StaffRole.Moderator));
        var page = (await moderator.Get(address)).Text;
        Assert.Contains("Why &lt;b&gt;now&lt;/b&gt;?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Why <b>", page, StringComparison.Ordinal);
        Assert.Equal(address, (await moderator.Submit(address, FormBrowser.Fields(("question", id), ("was", "pending"), ("act", "live")))).Location);
        Assert.Equal("live", await State(site, id));
        Assert.EndsWith("note=stale", (await moderator.Submit(address, FormBrowser.Fields(("question", id), ("was", "pending"), ("act", "live")))).Location, StringComparison.Ordinal);
        Assert.EndsWith("note=reason", (await moderator.Submit(address, FormBrowser.Fields(("question", id), ("was", "live"), ("act", "declined")))).Location, StringComparison.Ordinal);
        await moderator.Submit(address, FormBrowser.Fields(("question", id), ("was", "live"), ("act", "undo")));
        Assert.Equal("pending", await State(site, id));
        Assert.Contains(await staff.Audit(), entry => entry.Became == $"question-live {id}");
        using var viewer = await staff.WithSession(await staff.Member("Vi", StaffRole.Viewer));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.Get(address)).Status);
    }

    private static async Task<string> Live(ForumSite site, Phone phone, string body)
    {
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = await QuestionTests.Ask(site, phone, body);
        Assert.Equal(ActAnswer.Done, await QuestionTests.Move(site, id, "pending", "live"));
        return id;
    }

    private static Task<ActAnswer> Undo(ForumSite site, string id) =>
        site.App.Get<QuestionActs>().Undo(ForumSite.Host, site.ForumId, id, None);

    private static async Task<AskedQuestion> Question(ForumSite site, string id) =>
        (await site.App.Get<QuestionStore>().List(site.ForumId, None)).Single(one => one.Id == id);

    private static async Task<string> State(ForumSite site, string id) => (await Question(site, id)).State;
}
