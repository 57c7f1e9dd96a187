using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Taking;

/// <summary>A forum in the hand: joining, what is on now, and the questions. All of it works without script.</summary>
[ChosenLanguage, IgnoreAntiforgeryToken] // its cookie goes to no foreign page's form, and each change asks where it came from
public sealed class RoomModel(
    Visit visit, StationTime station, ForumClock clock, ForumStore forums, ParticipantStore participants, RoomReader reader,
    BallotStore ballots, AskStore asking, JoinLimit limit, ForumSignal signal) : PageModel
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

    /// <summary>
    /// Takes a ballot. A room votes in the same few seconds, so only what the ballot needs is read, and the page only when
    /// it must be shown again.
    /// </summary>
    public async Task<IActionResult> OnPostVote(string code, CancellationToken ct)
    {
        var form = await Request.ReadFormAsync(ct);
        var (forum, poll) = OwnForms.IsOwn(Request) ? await forums.FindByCode(code, form["poll"].ToString(), ct) : default;
        if (forum is not { State: ForumState.Open }) return await With(code, _ => Task.FromResult(Said(code, "late")), ct);
        Keep();
        if (participants.Known(HttpContext, forum.Id) is not { } me) return Said(code, "unknown");
        // A ballot that was on its way while the host went on is for another question, or another round of it.
        if (poll is null || form["round"] != BallotWords.Number(poll.Round)) return Said(code, "late");
        var sent = form["sent"].ToString();
        var (ballot, problem) = SentForm.Read(poll, form);
        var answer = ballot is null || sent.Length is 0 or > 60 ? BallotAnswer.Refused
            : await ballots.Vote(poll.Id, me, sent, ballot, ct);
        if (answer != BallotAnswer.Refused)
            return Said(code, answer switch
            {
                BallotAnswer.Counted => "counted",
                BallotAnswer.Stands => "stands",
                BallotAnswer.TooLate => "late",
                _ => "unknown",
            });
        if (problem.Length == 0) problem = "rules";
        var words = visit.Language[$"taking.problem.{problem}"] + (problem == "rules" ? " " + BallotWords.Hint(poll, visit.Language) : "");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        if (WantsJson) return new JsonResult(new { answer = "refused", words }) { StatusCode = Response.StatusCode };
        View = new RoomView(await reader.Read(forum.Id, me, ct), station, clock)
        {
            Code = code,
            Problem = words,
            Typed = [.. form.SelectMany(field => field.Value, (field, value) => (field.Key, value ?? ""))],
        };
        return Page();
    }

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
        if (await Open(code, ct) is not { } room) return WantsJson ? new JsonResult(new { answer = "unknown" }) : NoRoom();
        return room.Forum.State == ForumState.Ended ? Said(code, "late") : await act(room);
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

    private bool WantsJson => Request.Headers.Accept == "application/json";

    private IActionResult Said(string code, string answer) => WantsJson ? new JsonResult(new { answer })
        : Back(code, answer is "late" or "stands" ? $"said={answer}" : "");

    private RedirectResult Back(string code, string query = "") =>
        Redirect(ChosenLanguageAttribute.Address(Request, $"/f/{Uri.EscapeDataString(code)}", query));

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
