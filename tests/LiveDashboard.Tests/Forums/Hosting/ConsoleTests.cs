using System.Net;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Hosting;

/// <summary>The host's console, by its forms.</summary>
public sealed class ConsoleTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_poll_is_led_from_its_writing_to_its_result(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        Assert.Equal(HttpStatusCode.Redirect, (await site.Press(ada, "Begin")).Status);
        Assert.Equal(ForumState.Open, (await site.Forum()).State);
        var poll = await site.Open(ada);
        Assert.Equal(PollState.Open, await site.State(poll));
        await site.Vote(poll, 6, 2);
        await site.Press(ada, "Extend", ("poll", poll));
        await site.Press(ada, "Close", ("poll", poll));
        await site.Press(ada, "Reveal", ("poll", poll));
        Assert.Equal(PollState.Revealed, await site.State(poll));
        Assert.Contains("handler=Hide", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        await site.Press(ada, "Hide", ("poll", poll));
        Assert.Equal(PollState.Closed, await site.State(poll));
        await site.Press(ada, "Notice", ("notice", "Fire exit at the back"));
        Assert.Contains("Fire exit at the back", await site.Text($"/f/{await site.Code()}/projector"), StringComparison.Ordinal);
        await site.Press(ada, "End");
        Assert.Equal(ForumState.Ended, (await site.Forum()).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_act_on_an_older_view_does_nothing_and_says_so(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        var old = (await site.Forum()).Version;
        await site.Press(ada, "Begin");
        var answer = await site.Press(ada, "End", old);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Somebody else was quicker", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"data-version=\"{(await site.Forum()).Version}\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(ForumState.Open, (await site.Forum()).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_steers_and_another_takes_over_or_waits_five_minutes(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        using var bob = await site.Host("Bob");
        await site.Press(ada, "Begin");
        var seen = (await bob.Get(site.Console)).Text;
        Assert.Contains("Ada is steering", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=End", seen, StringComparison.Ordinal);
        var refused = await site.Press(bob, "Cover", ("cover", "blank"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Another host is steering", refused.Text, StringComparison.Ordinal);
        await site.Press(bob, "TakeOver");
        Assert.Equal(HttpStatusCode.Redirect, (await site.Press(bob, "Cover", ("cover", "blank"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await site.Press(ada, "Cover", ("cover", ""))).Status);
        Assert.Contains(await site.Staff.Audit(), entry => entry is { Actor: "Bob", Became: "steering" });
        site.Staff.Clock.Advance(ForumActs.Lease + TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await site.Press(ada, "Cover", ("cover", ""))).Status);
    }

    [Fact]
    public async Task Who_may_only_look_cannot_act()
    {
        await using var site = await HostSite.Start();
        using var eve = await site.Host("Eve", StaffRole.Moderator);
        foreach (var handler in new[] { "Begin", "TakeOver", "Add", "Peek", "Notice", "Count", "Copy" })
            Assert.Equal(HttpStatusCode.Forbidden, (await site.Press(eve, handler)).Status);
        Assert.DoesNotContain("handler=Begin", (await eve.Get(site.Console)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await eve.Submit("/staff/forums?handler=Make", [])).Status);
        Assert.Equal(ForumState.Planned, (await site.Forum()).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hidden_result_is_seen_only_by_a_look_that_is_recorded(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada);
        await site.Vote(poll, 6, 2);
        await site.Press(ada, "Close", ("poll", poll));
        Assert.DoesNotContain("counts-table", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
        var peeked = await site.Press(ada, "Peek", ("poll", poll));
        Assert.Contains("counts-table", peeked.Text, StringComparison.Ordinal);
        Assert.Contains(await site.Staff.Audit(), entry => entry.Became == $"peeked {poll}");
        await using var db = await site.Staff.App.Get<Database>().Read(CancellationToken.None);
        Assert.Equal(1, await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM forum_act WHERE kind = 'peeked'"));
        Assert.DoesNotContain("counts-table", (await ada.Get(site.Console)).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_count_that_differs_from_its_ballots_is_not_revealed(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada);
        await site.Vote(poll, 6, 2);
        await site.Press(ada, "Close", ("poll", poll));
        await site.Staff.App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync("UPDATE poll_tally SET n = n + 1 WHERE choice = 2"));
        Assert.Contains("differ", (await site.Press(ada, "Reveal", ("poll", poll))).Text, StringComparison.Ordinal);
        Assert.Equal(PollState.Closed, await site.State(poll));
    }

    [Fact]
    public async Task A_forum_is_made_by_its_form_and_takes_the_polls_of_another()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Add", ("kind", PollKind.Scale), ("title", "How safe?"));
        await site.Press(ada, "Add", ("kind", PollKind.Multiple), ("title", "Which?"), ("options", "A\nB\nC"), ("high", "2"));
        var wrong = await site.Press(ada, "Add", ("kind", PollKind.One), ("title", "Which?"), ("options", "A\n a "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Two options are the same", wrong.Text, StringComparison.Ordinal);
        var made = await ada.Submit("/staff/forums?handler=Make", FormBrowser.Fields(
            ("name", "Second evening"), ("language", "fr"), ("starts", "2026-07-01T18:30")));
        var other = new HostSite(site.Staff, made.Location!.Split('/')[^1]);
        await other.Press(ada, "Copy", ("from", site.ForumId));
        var polls = await site.Staff.App.Get<PollStore>().List(other.ForumId, CancellationToken.None);
        Assert.Equal([PollKind.Scale, PollKind.Multiple], polls.Select(poll => poll.Kind));
        Assert.Equal(["A", "B", "C"], polls[1].Options.Select(option => option.Words));
        await other.Press(ada, "Remove", ("poll", polls[0].Id));
        Assert.Single(await site.Staff.App.Get<PollStore>().List(other.ForumId, CancellationToken.None));
        Assert.Contains("Second evening", (await ada.Get("/staff/forums")).Text, StringComparison.Ordinal);
    }
}
