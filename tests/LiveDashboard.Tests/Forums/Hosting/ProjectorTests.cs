using System.Net;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Forums.Hosting;

/// <summary>The big screen, its text and what it tells the host.</summary>
public sealed class ProjectorTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task No_byte_of_a_hidden_result_leaves_before_its_time(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada);
        await site.Vote(poll, 7, 2);
        await site.Vote(poll, 14, 1);
        var (screen, text) = ($"/f/{await site.Code()}/projector", $"/f/{await site.Code()}/text");
        foreach (var closed in new[] { false, true })
        {
            if (closed) await site.Press(ada, "Close", ("poll", poll));
            foreach (var path in new[] { screen, text })
            {
                var seen = await site.Text(path);
                Assert.Contains("21 answers so far", seen, StringComparison.Ordinal);
                Assert.DoesNotContain("row-", seen, StringComparison.Ordinal);
                Assert.DoesNotContain("%\"", Body(seen), StringComparison.Ordinal);
                Assert.DoesNotContain(">14<", seen, StringComparison.Ordinal);
            }
        }
        await site.Press(ada, "Reveal", ("poll", poll));
        foreach (var path in new[] { screen, text })
        {
            var seen = await site.Text(path);
            Assert.Contains(">14<", seen, StringComparison.Ordinal);
            Assert.Contains("67%", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("\"row-", seen, StringComparison.Ordinal); // frozen: what ticks for another poll is not for it
        }
    }

    [Fact]
    public async Task Few_answers_are_not_shown_and_per_cent_only_of_twenty()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        foreach (var (small, votes) in new[] { (false, 4), (true, 4), (false, 5) })
        {
            var poll = await site.Open(ada, more: small ? [("small", "1")] : []);
            await site.Vote(poll, votes, 2);
            await site.Press(ada, "Close", ("poll", poll));
            await site.Press(ada, "Reveal", ("poll", poll));
            var seen = await site.Text($"/f/{await site.Code()}/projector");
            Assert.Equal(!small && votes < 5, seen.Contains("Fewer than 5 answers", StringComparison.Ordinal));
            Assert.Equal(small || votes >= 5, seen.Contains("class=\"bar\"", StringComparison.Ordinal));
            Assert.DoesNotContain("100%</span>", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Live_results_are_another_scene_from_k_ballots_on()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada, more: [("live", "1")]);
        await site.Vote(poll, 4, 2);
        var path = $"/f/{await site.Code()}/projector";
        Assert.DoesNotContain("row-", await site.Text(path), StringComparison.Ordinal);
        await site.Vote(poll, 1, 2);
        var seen = await site.Text(path);
        Assert.Contains("\"row-2\"", seen, StringComparison.Ordinal);
        Assert.Contains(" live\"", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_read_without_a_cookie_and_says_the_end_until_its_code_is_anothers()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var path = $"/f/{await site.Code()}/projector";
        using var visitor = site.Staff.App.Visitor();
        using var answer = await visitor.GetAsync(path);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("class=\"code\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await site.Press(ada, "End");
        var slug = (await site.Forum()).Slug;
        foreach (var restarted in new[] { false, true })
        {
            if (restarted) await site.Staff.App.Restart();
            using var again = site.Staff.App.Visitor();
            foreach (var ended in new[] { path, path.Replace("projector", "text", StringComparison.Ordinal), path[..9] })
                Assert.Contains($"/forums/{slug}", await again.GetStringAsync(ended), StringComparison.Ordinal);
            Assert.DoesNotContain("data-ended hidden", await again.GetStringAsync(path), StringComparison.Ordinal);
            await Eventually.Holds(async () => (await again.GetAsync($"/api/v1/boards/forum/{path[3..9]}?lang=en")).IsSuccessStatusCode);
        }
        await site.Staff.App.Get<ForumStore>().Make(Actor.Console, "The next", "en", default, default, wanted: path[3..9]);
        Assert.Contains("The next", await site.Text(path), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_frozen_picture_is_shown_again_and_nothing_in_it_that_was_taken_back(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada);
        await site.Vote(poll, 7, 2);
        var path = $"/f/{await site.Code()}/projector";
        await site.Press(ada, "Cover", ("cover", Cover.Frozen));
        await site.Press(ada, "Close", ("poll", poll));
        await site.Press(ada, "Reveal", ("poll", poll));
        var seen = await site.Text(path);
        Assert.Contains("data-frozen=\"yes\"", seen, StringComparison.Ordinal);
        Assert.Contains("7 answers so far", seen, StringComparison.Ordinal); // as it was when it was frozen
        Assert.DoesNotContain("class=\"bar\"", seen, StringComparison.Ordinal);

        await site.Press(ada, "Cover", ("cover", ""));
        await site.Press(ada, "Cover", ("cover", Cover.Frozen));
        Assert.Contains("class=\"bar\"", await site.Text(path), StringComparison.Ordinal);
        await site.Press(ada, "Hide", ("poll", poll));
        seen = await site.Text(path);
        Assert.Contains("data-frozen=\"yes\"", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bar\"", seen, StringComparison.Ordinal);

        await site.Press(ada, "Reveal", ("poll", poll));
        await site.Press(ada, "Cover", ("cover", ""));
        await site.Press(ada, "Cover", ("cover", Cover.Frozen));
        await site.Press(ada, "Show", ("view", ProjectorView.Join));
        await site.Staff.App.Restart();
        Assert.Contains("class=\"bar\"", await site.Text(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_sees_whether_the_screen_shows_what_it_should()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        Assert.Contains("not confirmed yet", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        site.Staff.Clock.Advance(SeenScenes.Patience + TimeSpan.FromSeconds(1));
        Assert.Contains("did not confirm", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        var scene = ForumScene.Of(await site.Forum(), null, "-", false);
        using var screen = site.Staff.Browser();
        var told = await screen.Post($"/f/{await site.Code()}/projector/seen?scene={Uri.EscapeDataString(scene)}", []);
        Assert.Equal(HttpStatusCode.NoContent, told.Status);
        Assert.Contains("confirmed 13:00:04", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        screen.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await screen.Post($"/f/{await site.Code()}/projector/seen?scene=x", [])).Status);
    }

    [Fact]
    public async Task The_home_page_says_that_a_forum_is_open_while_it_is()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        Assert.DoesNotContain("Forum open now", await site.Text("/en"), StringComparison.Ordinal);
        await site.Press(ada, "Begin");
        await Eventually.Holds(async () => (await site.Text("/en")).Contains("Forum open now", StringComparison.Ordinal));
        Assert.Equal("Night patrols", site.Staff.App.Get<OpenForum>().Now?.Name);
        await site.Press(ada, "End");
        await Eventually.Holds(async () => !(await site.Text("/en")).Contains("Forum open now", StringComparison.Ordinal));
    }

    private static string Body(string page) => page[Math.Max(0, page.IndexOf("data-fit", StringComparison.Ordinal))..];
}
