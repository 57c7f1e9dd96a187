using System.Net;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Taking;

public sealed class JoinTests
{
    [Fact]
    public async Task A_code_leads_to_the_forum_which_says_its_name_before_anybody_joins()
    {
        await using var site = await ForumSite.Start();
        using var phone = await Phone.Before(site);
        var answer = await phone.Browser.Get($"/join?code={phone.Code[..3]}%20{phone.Code[3..]}");
        Assert.Equal($"/f/{phone.Code}", answer.Location);
        Assert.Contains("Night patrols", await phone.Text(), StringComparison.Ordinal);
        Assert.Equal("join", await phone.Step());
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM participant"));
        var page = await phone.Get();
        Assert.Contains("no-store", page.Message.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("same-origin", page.Message.Headers.GetValues("Referrer-Policy").Single());
        await phone.Post("join", ("name", "Ada"));
        Assert.Equal("waiting", await phone.Step());
        Assert.Equal("Ada", await site.Scalar<string>("SELECT name FROM participant"));
    }

    [Fact]
    public async Task A_wrong_code_is_kept_and_tries_are_limited_but_not_for_those_who_are_in()
    {
        await using var site = await ForumSite.Start();
        using var inside = await Phone.Joined(site);
        using var outside = await Phone.Before(site);
        var wrong = inside.Code == "999999" ? "999998" : "999999";
        for (var i = 0; i < JoinLimit.PerMinute; i++)
        {
            var answer = await outside.Browser.Get(i % 2 == 0 ? $"/join?code={wrong}" : $"/f/{wrong}");
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            if (i % 2 == 0) Assert.Contains($"value=\"{wrong}\"", answer.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await outside.Browser.Get($"/join?code={wrong}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await outside.Browser.Get($"/join?code={inside.Code}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await outside.Get()).Status);
        Assert.Equal(HttpStatusCode.OK, (await inside.Get()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await inside.Browser.Get($"/join?code={inside.Code}")).Status);
    }

    [Fact]
    public async Task A_planned_forum_says_when_it_starts_and_lets_nobody_in()
    {
        await using var site = await ForumSite.Start(begun: false);
        using var phone = await Phone.Before(site);
        Assert.Contains("This page opens by itself.", await phone.Text(), StringComparison.Ordinal);
        await phone.Post("join", ("name", ""));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM participant"));
        await site.App.Get<RoomActs>().Begin(await site.Act(), CancellationToken.None);
        Assert.Equal("join", await phone.Step());
    }

    [Fact]
    public async Task A_cookie_that_is_not_ours_is_nobodys_and_another_forums_is_another_person()
    {
        await using var site = await ForumSite.Start();
        using var phone = await Phone.Joined(site);
        using var forger = await Phone.Before(site);
        forger.Browser.Cookies[ParticipantStore.CookieName] = phone.Browser.Cookies[ParticipantStore.CookieName][..^4] + "AAAA";
        Assert.Equal("join", await forger.Step());

        var other = await site.App.Get<ForumStore>().Make(ForumSite.Host, "Other", "en", site.Clock.GetUtcNow(), CancellationToken.None);
        await site.App.Get<RoomActs>().Begin(new HostAct(ForumSite.Host, other.Id, other.Version), CancellationToken.None);
        var poll = await site.Poll();
        using var stranger = await Phone.Before(site);
        await stranger.Browser.Post($"/f/{other.Code}/join", []); // in the other one only
        var form = await phone.Form("?tab=vote");
        Assert.Equal("join", await stranger.Step());
        await stranger.Send(form, ("choice", "1"));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
        Assert.Equal(poll, form.First(field => field.Item1 == "poll").Item2);
    }

    [Fact]
    public async Task Only_our_own_pages_forms_do_anything()
    {
        await using var site = await ForumSite.Start();
        using var phone = await Phone.Joined(site);
        await site.Poll();
        var form = await phone.Form("?tab=vote");
        phone.Browser.Headers["Origin"] = "https://evil.example";
        foreach (var act in new[] { "join", "vote", "ask", "support" })
            Assert.Equal(HttpStatusCode.Forbidden, (await phone.Post(act, [.. form, ("choice", "1"), ("body", "Who pays?")])).Status);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
    }

    [Fact]
    public async Task Everybody_is_told_that_it_has_ended_until_its_code_is_anothers()
    {
        await using var site = await ForumSite.Start();
        using var phone = await Phone.Joined(site);
        using var late = await Phone.Before(site);
        Assert.Equal(ActAnswer.Done, await site.App.Get<RoomActs>().End(await site.Act(), CancellationToken.None));
        Assert.Equal("ended", await phone.Step());
        Assert.Equal("ended", await late.Step());
        var code = (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.EndedCode;
        await site.App.Get<ForumStore>().Make(ForumSite.Host, "The next", "en", default, CancellationToken.None, wanted: code);
        Assert.Contains("The next", (await late.Get()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_can_be_chosen_and_stays()
    {
        await using var site = await ForumSite.Start();
        using var phone = await Phone.Before(site);
        var page = await phone.Get("?lang=fr");
        Assert.Contains("lang=\"fr\"", page.Text, StringComparison.Ordinal);
        Assert.Contains($"action=\"/f/{phone.Code}/join?lang=fr\"", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/f/{phone.Code}?lang=fr", (await phone.Post("join?lang=fr")).Location);
    }

    [Fact]
    public async Task A_hostile_name_is_text()
    {
        await using var site = await ForumSite.Start();
        foreach (var name in Markup.All.Where((_, i) => i % 10 == 0))
        {
            using var phone = await Phone.Joined(site, name);
            Assert.DoesNotContain("alert(1)<", (await phone.Get()).Text, StringComparison.Ordinal);
        }
    }
}
