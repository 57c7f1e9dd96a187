using System.Net;
using System.Text.RegularExpressions;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Questions;

/// <summary>features.md 4.4, through the participants' page.</summary>
public sealed partial class QuestionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_question_waits_for_a_moderator_and_is_in_nobody_elses_bytes(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var author = await Phone.Joined(site);
        using var other = await Phone.Joined(site);
        await using var live = await site.App.Live();
        await live.Watch($"forum/{author.Code}");
        var id = await Ask(site, author, "Who pays for Quastenflosser?");
        Assert.Contains("Waiting for a moderator", await author.Text("?tab=questions"), StringComparison.Ordinal);
        using var visitor = site.App.Visitor();
        foreach (var bytes in new[] { await other.Text("?tab=questions"), await other.Text("?tab=vote"),
            await visitor.GetStringAsync($"/api/v1/boards/forum/{author.Code}?lang=en") })
        {
            Assert.DoesNotContain("Quastenflosser", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain(id, bytes, StringComparison.Ordinal);
        }
        Assert.Contains("Questions are checked first", await other.Text("?tab=questions"), StringComparison.Ordinal);

        Assert.Equal(ActAnswer.Done, await Move(site, id, "pending", "live"));
        Assert.Contains("Quastenflosser", await other.Text("?tab=questions"), StringComparison.Ordinal);
        Assert.Equal(ActAnswer.Stale, await Move(site, id, "pending", "declined", "topic")); // somebody was quicker
        Assert.Equal(ActAnswer.Done, await Move(site, id, "live", "declined", "topic"));
        Assert.DoesNotContain("Quastenflosser", await other.Text("?tab=questions"), StringComparison.Ordinal);
        Assert.Contains("Not shown: it is about something else", Squeezed(await author.Text("?tab=questions")), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Three_wait_at_most_and_the_same_form_is_one_question(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var author = await Phone.Joined(site);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => author.Post("ask", ("sent", "one"), ("body", "Why at night?"))));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question"));
        await Task.WhenAll(Enumerable.Range(0, 9).Select(i => author.Post("ask", ("sent", $"{i}"), ("body", $"Why {i}?"))));
        Assert.Equal(3, await site.Scalar<long>("SELECT COUNT(*) FROM question"));
        var refused = await author.Post("ask", ("sent", "more"), ("body", "And why not?"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(">And why not?</textarea>", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_has_3_to_300_characters_and_closing_them_stops_new_ones_only()
    {
        await using var site = await ForumSite.Start();
        using var author = await Phone.Joined(site);
        foreach (var body in new[] { "", " a ", new string('x', 301) })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await author.Post("ask", ("sent", "a"), ("body", body))).Status);
        var id = await Ask(site, author, new string('x', 300));
        await Move(site, id, "pending", "live");
        Assert.Equal(ActAnswer.Done, await site.App.Get<RoomActs>().Ask(await site.Act(), Asking.Support, None));
        using var other = await Phone.Joined(site);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.Post("ask", ("sent", "a"), ("body", "May I ask?"))).Status);
        await other.Post("support", ("question", id), ("on", "true"));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question_support"));
        await site.App.Get<RoomActs>().Ask(await site.Act(), Asking.Off, None);
        await other.Post("support", ("question", id), ("on", "false"));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question_support"));
    }

    [Fact]
    public async Task Switching_the_check_is_told_and_holds_for_new_ones_only()
    {
        await using var site = await ForumSite.Start();
        using var author = await Phone.Joined(site);
        using var other = await Phone.Joined(site);
        await Ask(site, author, "The first one?");
        await site.App.Get<RoomActs>().Ask(await site.Act(), Asking.Open, None);
        await Ask(site, author, "The second one?");
        var seen = await other.Text("?tab=questions");
        Assert.Contains("Questions appear at once.", seen, StringComparison.Ordinal);
        Assert.Contains("The second one?", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("The first one?", seen, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Support_is_once_for_each_person_never_for_ones_own_and_can_be_withdrawn(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var author = await Phone.Joined(site);
        using var other = await Phone.Joined(site);
        var (id, waits) = (await Ask(site, author, "Who decides?"), await Ask(site, author, "Who waits?"));
        await Move(site, id, "pending", "live");
        await author.Post("support", ("question", id), ("on", "true"));
        await other.Post("support", ("question", waits), ("on", "true"));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM question_support"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => other.Post("support", ("question", id), ("on", "true"))));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM question_support"));
        Assert.Contains("aria-pressed=\"true\" aria-label=\"I want this answered too, 2\"", await other.Text("?tab=questions"), StringComparison.Ordinal);
        await other.Post("support", ("question", id), ("on", "false"));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM question_support"));
    }

    [Fact]
    public async Task The_most_supported_come_first_and_of_equals_the_earlier()
    {
        await using var site = await ForumSite.Start();
        var ids = new List<string>();
        foreach (var body in new[] { "First?", "Second?", "Third?" })
        {
            using var author = await Phone.Joined(site);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await Ask(site, author, body));
            await Move(site, ids[^1], "pending", "live");
        }
        using var reader = await Phone.Joined(site);
        await reader.Post("support", ("question", ids[2]), ("on", "true"));
        Assert.Equal([ids[2], ids[0], ids[1]], Shown().Matches((await reader.Get("?tab=questions")).Text).Select(match => match.Groups[1].Value));
        var projector = await site.App.Get<QuestionStore>().Projector(site.ForumId, None);
        Assert.Equal([ids[2], ids[0], ids[1]], projector.Next.Select(one => one.Id));
    }

    [Fact]
    public async Task What_is_hostile_is_text()
    {
        await using var site = await ForumSite.Start();
        await site.App.Get<RoomActs>().Ask(await site.Act(), Asking.Open, None);
        using var author = await Phone.Joined(site);
        foreach (var hostile in Markup.All.Where((words, i) => i % 8 == 0 && words.Contains('<', StringComparison.Ordinal) && !words.Any(char.IsControl)))
        {
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await Ask(site, author, hostile);
            var page = (await author.Get("?tab=questions")).Text;
            Assert.DoesNotContain(hostile, page, StringComparison.Ordinal);
            Assert.Contains(hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    /// <summary>Asks through the page; its id.</summary>
    internal static async Task<string> Ask(ForumSite site, Phone phone, string body)
    {
        var sent = Guid.NewGuid().ToString("n");
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Post("ask", ("sent", sent), ("body", body))).Status);
        await using var db = await site.App.Get<Database>().Read(None);
        return (await Dapper.SqlMapper.ExecuteScalarAsync<string>(db, "SELECT id FROM question WHERE sent = @sent", new { sent }))!;
    }

    internal static Task<ActAnswer> Move(ForumSite site, string id, string was, string to, string reason = "") =>
        site.App.Get<QuestionActs>().Move(ForumSite.Host, site.ForumId, id, was, to, reason, None);

    private static string Squeezed(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<li data-q=\"([^\"]+)\"")]
    private static partial Regex Shown();
}
