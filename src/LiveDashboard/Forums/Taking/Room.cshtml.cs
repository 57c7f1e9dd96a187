using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Taking;

/// <summary>A forum in the hand: joining, what is on now, and the questions. All of it works without script.</summary>
[ChosenLanguage, IgnoreAntiforgeryToken] // its cookie goes to no foreign page's form, and each change asks where it came from
public sealed class RoomModel(
    Visit visit, StationTime station, ForumClock clock, ForumStore forums, ParticipantStore participants, RoomReader reader,
    Voting voting, RoomCodeStore codes, AskStore asking, JoinLimit limit, ForumSignal signal) : PageModel
{
    private const int LongestName = 30;
    private static readonly TimeSpan Lately = TimeSpan.FromHours(12);

    /// <summary>Null: no forum has this code.</summary>
    public RoomView? View { get; private set; }

    /// <summary>Whether nothing is looked up now, as this network named too many wrong codes.</summary>
    public bool Often { get; private set; }

    public async Task<IActionResult> OnGet(string code, string? tab, string? said, bool change, CancellationToken ct)
    {
        Keep();
        if (await Open(code, ct) is not { } room) return NoRoom();
        View = new RoomView(room, station, clock) { Code = code, Tab = tab, Said = said, IsChanging = change };
        return Page();
    }

    /// <summary>Joins. A room does so in the same minute: nothing else is read for it.</summary>
    public async Task<IActionResult> OnPostJoin(string code, string? name, CancellationToken ct)
    {
        if (!OwnForms.IsOwn(Request) || await forums.FindByCode(code, ct) is not { State: ForumState.Open } forum)
            return await With(code, _ => Task.FromResult<IActionResult>(Back(code)), ct);
        Keep();
        var first = string.Concat((name ?? "").Where(letter => !char.IsControl(letter))).Trim();
        if (first.Length > LongestName) first = first[..LongestName];
        await participants.Join(HttpContext, forum.Id, first, ct);
        signal.Changed(forum.Id);
        return Back(code);
    }

    /// <summary>Takes the ballot of a form that was sent without script.</summary>
    public async Task<IActionResult> OnPostVote(string code, CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync(ct);
        var stored = await voting.Take(HttpContext, code, form, ct);
        if (stored.Answer != BallotAnswer.Refused)
            return Back(code, stored.Answer is BallotAnswer.TooLate or BallotAnswer.Stands ? $"said={Voting.Word(stored)}" : "");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var poll = stored.Poll!;
        View = new RoomView(await reader.Read(poll.ForumId, participants.Known(HttpContext, poll.ForumId), ct), station, clock)
        {
            Code = code,
            Problem = Voting.Problem(stored, visit.Language),
            Typed = [.. form.SelectMany(field => field.Value, (field, value) => (field.Key, value ?? ""))],
        };
        return Page();
    }

    /// <summary>Takes the letters of the hall's screen.</summary>
    public Task<IActionResult> OnPostRoom(string code, string? letters, CancellationToken ct) => With(code, async room =>
    {
        if (room.Me is not { BannedAt: null } me) return Back(code);
        var answer = await codes.Enter(HttpContext, room.Forum.Id, me.Id, letters, ct);
        if (answer == RoomAnswer.In) return Back(code);
        if (answer == RoomAnswer.Often) Response.Headers.RetryAfter = "60";
        Response.StatusCode = answer == RoomAnswer.Often
            ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity;
        View = new RoomView(room, station, clock)
        {
            Code = code,
            RoomProblem = answer == RoomAnswer.Often ? "often" : "wrong",
        };
        return Page();
    }, ct);

    public Task<IActionResult> OnPostAsk(string code, string? body, string? sent, CancellationToken ct) => With(code, async room =>
    {
        if (room.Me is not { BannedAt: null } me || sent is not { Length: > 0 and <= 60 }) return Back(code, "tab=questions&said=asknotnow");
        var answer = await asking.Ask(room.Forum.Id, me.Id, sent, visit.Language.Code, body ?? "", ct);
        if (answer is AskAnswer.Waits or AskAnswer.Seen) return Back(code, $"tab=questions&said={(answer == AskAnswer.Seen ? "askseen" : "askwaits")}");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        View = new RoomView(room, station, clock)
        {
            Code = code,
            Tab = "questions",
            Asked = body ?? "",
            AskProblem = answer switch { AskAnswer.TooMany => "many", AskAnswer.NotNow => "notnow", _ => "length" },
        };
        return Page();
    }, ct);

    public Task<IActionResult> OnPostSupport(string code, string? question, bool on, CancellationToken ct) => With(code, async room =>
    {
        if (room.Me is { BannedAt: null } me) await asking.Support(room.Forum.Id, me.Id, question ?? "", on, ct);
        return Back(code, "tab=questions");
    }, ct);

    private async Task<IActionResult> With(string code, Func<Room, Task<IActionResult>> act, CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (await Open(code, ct) is not { } room) return NoRoom();
        return room.Forum.State == ForumState.Ended ? Back(code, "said=late") : await act(room);
    }

    // Who was in a forum that has just ended is told so, though its code may be another's soon.
    private async Task<Room?> Open(string code, CancellationToken ct)
    {
        if (await forums.FindByCode(code, ct) is { } forum)
        {
            var room = await reader.Read(forum.Id, participants.Known(HttpContext, forum.Id), ct);
            Often = room.Me is null && limit.IsReached(HttpContext);
            return Often ? null : room;
        }
        foreach (var ended in await reader.Ended(clock.NowMs - (long)Lately.TotalMilliseconds, ct))
            if (participants.Known(HttpContext, ended) is { } id && await reader.Read(ended, id, ct) is { Me: not null } room) return room;
        Often = limit.IsReached(HttpContext);
        if (Often) return null;
        if (await forums.FindEnded(code, ct) is { } over) return await reader.Read(over.Id, null, ct);
        limit.Count(HttpContext);
        return null;
    }

    private PageResult NoRoom()
    {
        if (Often) Response.Headers.RetryAfter = "60";
        Response.StatusCode = Often ? StatusCodes.Status429TooManyRequests : StatusCodes.Status404NotFound;
        return Page();
    }

    private RedirectResult Back(string code, string query = "") =>
        Redirect(ChosenLanguageAttribute.Address(Request, $"/f/{Uri.EscapeDataString(code)}", query));

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
