using System.Net;
using System.Text.Json;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.RoomCodes;

/// <summary>Polls that only people in the room can answer (reliability.md 3.2, tier Room).</summary>
public sealed class RoomCodeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void A_code_is_shown_for_a_minute_and_taken_for_another()
    {
        var (key, now) = (RoomCode.NewKey(), 1_800_000_000_000 / 60_000 * 60_000);
        var code = RoomCode.At(key, now);
        Assert.Equal(4, code.Length);
        foreach (var (later, taken) in new[] { (0L, true), (59_999, true), (60_000, true), (119_999, true), (120_000, false), (-1, false) })
            Assert.Equal(taken, RoomCode.IsRight(key, code, now + later));
        Assert.Equal((code, 60_000), (RoomCode.At(key, now + 59_999), RoomCode.Left(now)));
        Assert.NotEqual(code, RoomCode.At(key, now + 60_000));
        Assert.True(RoomCode.IsRight(key, $" {code[..2].ToLowerInvariant()}-{code[2..]} ", now));
        foreach (var wrong in new[] { null, "", "AAAA", code + code, code[..3], new string('x', 5000) })
            Assert.False(RoomCode.IsRight(key, wrong, now));
        Assert.False(RoomCode.IsRight("", RoomCode.At("", now), now)); // a forum without a key has no codes
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_who_typed_the_rooms_letters_can_answer_and_once_is_enough(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft() with { RoomOnly = true });
        using var phone = await Phone.Joined(site);
        Assert.Equal("room", await phone.Step());
        (string, string)[] ballot = [("poll", poll), ("round", "1"), ("sent", "a")];
        Assert.Equal("unknown", await phone.SendByScript(ballot, ("choice", "1")));
        Assert.Equal(BallotAnswer.Unknown, await site.Vote(poll, await site.Participant(), 1));

        var wrong = await phone.Post("room", ("letters", "AAAA"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("not the room’s letters now", WebUtility.HtmlDecode(wrong.Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Post("room", ("letters", await Letters(site)))).Status);
        Assert.Equal("open", await phone.Step());
        Assert.Equal("counted", await phone.SendByScript(ballot, ("choice", "1")));
        Assert.Equal(1, (await site.Result(poll)).Ballots);

        await site.Close(poll);
        poll = await site.Poll(ForumSite.Draft() with { RoomOnly = true });
        Assert.Equal("open", await phone.Step());
        await site.Close(poll);
        await site.Poll(); // and one for everybody
        using var other = await Phone.Joined(site);
        Assert.Equal("open", await other.Step());
    }

    [Fact]
    public async Task Who_types_too_many_wrong_letters_waits()
    {
        await using var site = await ForumSite.Start();
        await site.Poll(ForumSite.Draft() with { RoomOnly = true });
        using var phone = await Phone.Joined(site);
        for (var i = 0; i < RoomCodeLimit.PerPerson; i++) await phone.Post("room", ("letters", "AAAA"));
        var often = await phone.Post("room", ("letters", await Letters(site)));
        Assert.Equal(HttpStatusCode.TooManyRequests, often.Status);
        Assert.Equal("room", await phone.Step());
        using var neighbour = await Phone.Joined(site); // of the same network
        await neighbour.Post("room", ("letters", await Letters(site)));
        Assert.Equal("open", await neighbour.Step());
    }

    [Fact]
    public async Task The_letters_are_on_the_halls_screen_and_nowhere_else()
    {
        await using var site = await ForumSite.Start();
        await site.Poll(ForumSite.Draft() with { RoomOnly = true });
        using var phone = await Phone.Joined(site);
        var (letters, key) = (await Letters(site), RoomCode.ScreenKey(await Key(site)));
        var hall = await phone.Get($"/projector?room={key}");
        Assert.Contains($">{letters}</b>", hall.Text, StringComparison.Ordinal);
        using (var next = JsonDocument.Parse((await phone.Get($"/projector/room?room={key}")).Text))
        {
            Assert.Equal(letters, next.RootElement.GetProperty("code").GetString());
            Assert.InRange(next.RootElement.GetProperty("left").GetInt64(), 1, 60_000);
        }
        foreach (var address in new[] { "", "/projector", "/projector?room=", $"/projector?room={key[1..]}0", "/text" })
            Assert.DoesNotContain($">{letters}<", (await phone.Get(address)).Text, StringComparison.Ordinal);
        foreach (var room in new[] { "", "x", key[1..] })
            Assert.Equal(HttpStatusCode.NotFound, (await phone.Get($"/projector/room?room={room}")).Status);

        // A minute later it shows others, and those before are taken a minute longer.
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain($">{letters}</b>", (await phone.Get($"/projector?room={key}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Post("room", ("letters", letters))).Status);
    }

    [Fact]
    public async Task A_forum_whose_polls_are_for_everybody_has_no_letters()
    {
        await using var site = await ForumSite.Start();
        await site.Poll();
        using var phone = await Phone.Joined(site);
        Assert.Equal("", await Key(site));
        Assert.DoesNotContain("data-room", (await phone.Get("/projector?room=")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await phone.Post("room", ("letters", ""))).Status);
    }

    private static Task<string> Key(ForumSite site) => site.App.Get<RoomCodeStore>().Key(site.ForumId, None);

    private static async Task<string> Letters(ForumSite site) => RoomCode.At(await Key(site), site.App.Get<ForumClock>().NowMs);
}
