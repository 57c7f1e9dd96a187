using LiveDashboard.Forums.Bans;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Hosting;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Bans;

/// <summary>Who is banned reads on, cannot send, is told so, and can be let in again.</summary>
public sealed class BanTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_banned_reads_and_does_not_send_until_it_is_lifted(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var phone = await Phone.Joined(site);
        await phone.Post("ask", ("body", "Who is to blame?"), ("sent", "1"));
        var question = Assert.Single(await site.App.Get<QuestionStore>().List(site.ForumId, None));
        var poll = await site.Poll(ForumSite.Draft());
        var form = await phone.Form();
        var bans = site.App.Get<BanActs>();
        Assert.Equal(ActAnswer.Stale, await bans.Ban(ForumSite.Host, site.ForumId, question.Asker, "", None));
        Assert.Equal(ActAnswer.Done, await bans.Ban(ForumSite.Host, site.ForumId, question.Asker, "tone", None));
        Assert.Equal(ActAnswer.Stale, await bans.Ban(ForumSite.Host, site.ForumId, question.Asker, "tone", None));

        Assert.Equal("banned", await phone.Step());
        await phone.Send(form, ("choice", "1"));
        await phone.Post("ask", ("body", "And now?"), ("sent", "2"));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question"));
        var asked = await phone.Text("?tab=questions");
        Assert.Contains("stopped answers and questions", asked, StringComparison.Ordinal);
        Assert.Contains("Who is to blame?", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", asked, StringComparison.Ordinal);

        for (var i = 0; i < 5; i++) await site.Vote(poll, await site.Participant(), 1);
        await site.Close(poll);
        await site.Reveal(poll);
        Assert.Equal("revealed", await phone.Step());
        Assert.Contains("stopped answers and questions", await phone.Text(), StringComparison.Ordinal);

        Assert.Equal("Who is to blame?", Assert.Single(await bans.List(site.ForumId, None)).Asked);
        Assert.Equal(ActAnswer.Done, await bans.Lift(ForumSite.Host, site.ForumId, question.Asker, None));
        Assert.Empty(await bans.List(site.ForumId, None));
        await site.Poll(ForumSite.Draft());
        Assert.Equal("open", await phone.Step());
        Assert.Equal(2, await site.Scalar<long>("SELECT COUNT(*) FROM staff_audit WHERE became LIKE '%banned%'"));
    }

    [Fact]
    public async Task A_moderator_bans_and_lets_again_by_the_buttons_of_the_list()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        using var mod = await site.Host("Mo", StaffRole.Moderator);
        await site.Press(ada, "Begin");
        var forumSite = new ForumSite(site.Staff.App, site.Staff.Clock, site.ForumId);
        using var phone = await Phone.Joined(forumSite);
        await phone.Post("ask", ("body", "Who is to blame?"), ("sent", "1"));
        var page = $"{site.Console}/questions";
        var asker = Assert.Single(await site.Staff.App.Get<QuestionStore>().List(site.ForumId, None)).Asker;
        Assert.Contains($"value=\"{asker}\"", (await mod.Get(page)).Text, StringComparison.Ordinal);
        await mod.Submit($"{page}?handler=Ban", FormBrowser.Fields(("participant", asker), ("reason", "flood")), page);
        Assert.Contains("May no longer send", (await mod.Get(page)).Text, StringComparison.Ordinal);
        await mod.Submit($"{page}?handler=Lift", FormBrowser.Fields(("participant", asker)), page);
        Assert.DoesNotContain("May no longer send", (await mod.Get(page)).Text, StringComparison.Ordinal);
    }
}
