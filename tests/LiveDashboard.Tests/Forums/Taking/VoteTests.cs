using System.Net;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Taking;

/// <summary>Voting through the page's own forms, without script.</summary>
public sealed class VoteTests
{
    public static TheoryData<string, string, string> Kinds => new()
    {
        { PollKind.One, "choice=2", "Late" },
        { PollKind.Multiple, "choice=1&choice=3", "Never" },
        { PollKind.YesNo, "choice=1", "Yes" },
        { PollKind.Rating, "choice=4", "4" },
        { PollKind.Scale, "choice=0", "0" },
        { PollKind.Number, "choice=42", "42" },
        { PollKind.Ranking, "place-1=3&place-2=1&place-3=2", "1. Never" },
        { PollKind.Points, "points-1=60&points-2=40&points-3=", "Early: 60" },
        { PollKind.Text, "words-1=More+lamps", "More lamps" },
        { PollKind.Words, "words-1=noise&words-2=&words-3=dark", "noise" },
        { PollKind.One, "choice=none", "No opinion" },
        { PollKind.Ranking, "choice=none", "No opinion" },
        { PollKind.Number, "choice=&choice=none", "Prefer not to say" },
        { PollKind.YesNo, "choice=none", "I abstain" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_kind_is_voted_in_and_the_answer_is_shown_again(string kind, string fields, string said)
    {
        await using var site = await ForumSite.Start();
        var poll = await site.Poll(ForumSite.Draft(kind));
        using var phone = await Phone.Joined(site);
        var answer = await phone.Vote(Fields(fields));
        Assert.Equal((HttpStatusCode.Redirect, $"/f/{phone.Code}"), (answer.Status, answer.Location));
        Assert.Equal("sent", await phone.Step());
        Assert.Contains($">{said}", (await phone.Text()).Replace("B Late", "Late", StringComparison.Ordinal).Replace("C Never", "Never", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, (await site.Result(poll)).Ballots);
        // Sent again as the form shows it, it says the same.
        Assert.Contains("data-vote", await phone.Text("?tab=vote&change=true"), StringComparison.Ordinal);
        Assert.Equal(0, await site.Differences());
    }

    [Theory]
    [InlineData(PollKind.One, ""), InlineData(PollKind.One, "choice=9"), InlineData(PollKind.One, "choice=x"), InlineData(PollKind.Multiple, "choice=1&choice=none")]
    [InlineData(PollKind.Multiple, "choice=1&choice=2&choice=3"), InlineData(PollKind.Points, "points-1=99"), InlineData(PollKind.Number, "choice=101")]
    [InlineData(PollKind.Ranking, "place-1=1&place-2=1&place-3=2"), InlineData(PollKind.Ranking, "place-1=1"), InlineData(PollKind.Text, "words-1=+")]
    public async Task What_is_no_answer_is_refused_and_what_was_typed_stays(string kind, string fields)
    {
        await using var site = await ForumSite.Start();
        await site.Poll(ForumSite.Draft(kind));
        using var phone = await Phone.Joined(site);
        var answer = await phone.Vote(Fields(fields));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("role=\"alert\" data-problem>", answer.Text, StringComparison.Ordinal);
        if (kind == PollKind.Points) Assert.Contains("value=\"99\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_sent_twice_is_one_ballot_and_it_can_be_changed_until_closing(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        using var phone = await Phone.Joined(site);
        var form = await phone.Form("?tab=vote");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => phone.Send(form, ("choice", "1"))));
        Assert.Equal(1, (await site.Result(poll)).Ballots);
        await phone.Vote(("choice", "2"));
        Assert.Equal([0, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));

        form = await phone.Form();
        await site.Close(poll);
        Assert.Equal("closed", await phone.Step());
        Assert.Contains("said=", (await phone.Send(form, ("choice", "3"))).Location!, StringComparison.Ordinal);
        Assert.Equal([0, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));
    }

    [Fact]
    public async Task Who_is_late_is_told_so_and_who_answers_an_earlier_round_too()
    {
        await using var site = await ForumSite.Start();
        var poll = await site.Poll();
        using var phone = await Phone.Joined(site);
        var form = await phone.Form("?tab=vote");
        await site.Close(poll);
        Assert.Equal($"/f/{phone.Code}?said=late", (await phone.Send(form, ("choice", "3"))).Location);
        Assert.Contains("before your answer reached us. It was not counted.", await phone.Text("?said=late"), StringComparison.Ordinal);
        await site.App.Get<PollActs>().Again(await site.Act(), poll, CancellationToken.None);
        await site.App.Get<PollActs>().Open(await site.Act(), poll, null, CancellationToken.None);
        Assert.Equal($"/f/{phone.Code}?said=late", (await phone.Send(form, ("choice", "3"))).Location);
        Assert.Equal(0, (await site.Result(poll)).Ballots);
    }

    [Fact]
    public async Task Who_is_banned_watches_and_no_longer_votes()
    {
        await using var site = await ForumSite.Start();
        var poll = await site.Poll();
        using var phone = await Phone.Joined(site);
        var form = await phone.Form("?tab=vote");
        await site.App.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(turn.Connection, "UPDATE participant SET banned_at = 1"));
        Assert.Equal("banned", await phone.Step());
        await phone.Send(form, ("choice", "3"));
        Assert.Equal(0, (await site.Result(poll)).Ballots);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_own_answer_is_there_after_a_reload_and_a_restart_and_cut_after_an_anonymous_close(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft() with { SmallRoom = true });
        using var phone = await Phone.Joined(site);
        await phone.Vote(("choice", "2"));
        Assert.Contains("B Late", await phone.Text(), StringComparison.Ordinal);
        await site.App.Restart();
        phone.Moved();
        Assert.Equal("sent", await phone.Step());
        Assert.Contains("B Late", await phone.Text(), StringComparison.Ordinal);
        await site.Close(poll);
        var closed = await phone.Text();
        Assert.Contains("no longer tied to you", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("B Late", closed, StringComparison.Ordinal);
        await site.Reveal(poll);
        Assert.Equal("revealed", await phone.Step());
    }

    [Fact]
    public async Task A_named_answer_is_marked_in_the_result_and_few_answers_are_not_shown()
    {
        await using var site = await ForumSite.Start();
        var poll = await site.Poll(ForumSite.Draft() with { Named = true });
        using var phone = await Phone.Joined(site, "Ada");
        Assert.Contains("The host sees your name", await phone.Text(), StringComparison.Ordinal);
        await phone.Vote(("choice", "2"));
        for (var i = 0; i < 3; i++) await site.Vote(poll, await site.Participant(), 1);
        await site.Close(poll);
        await site.Reveal(poll);
        Assert.Equal("suppressed", await phone.Step());
        Assert.DoesNotContain("data-choice", await phone.Text(), StringComparison.Ordinal);

        poll = await site.Poll(ForumSite.Draft() with { Named = true });
        await phone.Vote(("choice", "2"));
        for (var i = 0; i < 4; i++) await site.Vote(poll, await site.Participant(), 1);
        await site.Close(poll);
        Assert.DoesNotContain("data-choice", await phone.Text(), StringComparison.Ordinal); // and not before it is revealed
        await site.Reveal(poll);
        Assert.Contains("<bdi>B Late</bdi><span class=\"me\">", await phone.Text(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_hundred_phones_of_one_address_that_vote_at_once_are_all_counted(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var phones = new List<Phone>();
        for (var i = 0; i < 200; i++) phones.Add(await Phone.Joined(site));
        var poll = await site.Poll();
        var forms = await Task.WhenAll(phones.Select(phone => phone.Form("?tab=vote")));
        Assert.All(forms, Assert.NotEmpty);
        var answers = await Task.WhenAll(phones.Select((phone, i) => phone.Send(forms[i], ("choice", $"{1 + i % 3}"))));
        Assert.All(answers, answer => Assert.Equal($"/f/{phones[0].Code}", answer.Location));
        Assert.Equal([67, 67, 66], (await site.Result(poll)).Rows.Select(row => row.N));
        Assert.Equal(0, await site.Differences());
        phones.ForEach(phone => phone.Dispose());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_script_is_given_a_definite_answer(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        using var phone = await Phone.Joined(site);
        using var stranger = await Phone.Before(site);
        var form = await phone.Form("?tab=vote");
        (string, string)[] anew = [.. form.Where(field => field.Item1 != "sent"), ("sent", "new")];
        Assert.Equal("refused", await phone.SendByScript(form));
        Assert.Equal("unknown", await stranger.SendByScript(form, ("choice", "1")));
        Assert.Equal("counted", await phone.SendByScript(form, ("choice", "1")));
        Assert.Equal("counted", await phone.SendByScript(form, ("choice", "1")));
        Assert.Equal("late", await phone.SendByScript([.. anew.Where(field => field.Item1 != "round"), ("round", "2")], ("choice", "2")));
        Assert.Equal("unknown", await phone.SendByScript([.. anew.Where(field => field.Item1 != "poll"), ("poll", "none")], ("choice", "2")));
        await site.Close(poll);
        Assert.Equal("late", await phone.SendByScript(anew, ("choice", "2")));
        Assert.Equal([1, 0, 0], (await site.Result(poll)).Rows.Select(row => row.N));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phones_that_send_at_once_are_each_told_what_became_of_their_own_ballot(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var closed = await site.Poll();
        await site.Close(closed);
        var open = await site.Poll(ForumSite.Draft(PollKind.Number));
        var phones = new List<Phone>();
        for (var i = 0; i < 40; i++) phones.Add(await Phone.Joined(site));
        var sent = new (string Poll, string Round, string Choice, string Told)[]
        {
            (open, "1", "42", "counted"), (open, "1", "101", "refused"), (open, "9", "42", "late"), (closed, "1", "2", "late"),
        };
        var told = await Task.WhenAll(phones.Select((phone, i) => phone.SendByScript(
            [("poll", sent[i % 4].Poll), ("round", sent[i % 4].Round), ("sent", $"{i}")], ("choice", sent[i % 4].Choice))));
        Assert.Equal(phones.Select((_, i) => sent[i % 4].Told), told);
        Assert.Equal(0, (await site.Result(closed)).Ballots);
        Assert.Equal(10, (await site.Result(open)).Ballots);
        Assert.Equal(0, await site.Differences());
        phones.ForEach(phone => phone.Dispose());
    }

    [Fact]
    public async Task What_people_write_is_text()
    {
        await using var site = await ForumSite.Start();
        await site.Poll(ForumSite.Draft(PollKind.Text));
        using var phone = await Phone.Joined(site);
        foreach (var hostile in Markup.All.Where((words, i) => i % 8 == 0 && words.Contains('<', StringComparison.Ordinal) && !words.Any(char.IsControl)))
        {
            await phone.Vote(("words-1", hostile));
            foreach (var query in new[] { "", "?tab=vote&change=true" })
            {
                var page = (await phone.Get(query)).Text;
                Assert.DoesNotContain(hostile, page, StringComparison.Ordinal);
                Assert.Contains(hostile.Trim(), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            }
        }
    }

    private static (string, string)[] Fields(string fields) => [.. fields.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=')).Select(field => (field[0], field[1].Replace('+', ' ')))];
}
