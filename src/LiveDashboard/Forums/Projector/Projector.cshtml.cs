using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Projector;

/// <summary>
/// The big screen of a forum: read-only, and nobody is known here. Of one that has ended it says so, until its code is
/// another's.
/// </summary>
public sealed class ProjectorModel(ForumStore forums, StageStore stages, RoomCodeStore codes, StationTime station, ForumClock clock, Visit visit)
    : PageModel
{
    /// <summary>In the forum's language, whatever the laptop's is.</summary>
    public Language Text { get; private set; } = Language.English;

    /// <summary>What is seen: while it is frozen, what was seen then.</summary>
    public Stage Stage { get; private set; } = null!;

    /// <summary>The questions, where they are what the room sees.</summary>
    public OnProjector Asked { get; private set; } = new(null, [], 0);

    /// <summary>What earlier forums were promised, where it is what the room sees.</summary>
    public IReadOnlyList<Promise> Promises { get; private set; } = [];

    /// <summary>The scene as things stand.</summary>
    public string Scene { get; private set; } = "";

    public bool IsFrozen { get; private set; }
    public bool HasEnded { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>Where phones go: of the code's picture.</summary>
    public QrCode Way { get; private set; } = null!;

    /// <summary>The same to be typed, without the scheme.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Dark, for a dark hall; light is the rule, because lit halls wash black out.</summary>
    [BindProperty(SupportsGet = true)] public string? Theme { get; set; }

    /// <summary>Of the hall's screen; others have none.</summary>
    [BindProperty(SupportsGet = true)] public string? Room { get; set; }

    /// <summary>The room's code, and where the next is asked for; null: none is shown here.</summary>
    public (string Address, string Code, long Left, Language Text)? RoomShown { get; private set; }

    /// <summary>Server time (Unix milliseconds).</summary>
    public long Now => clock.NowMs;

    /// <summary>"482 913".</summary>
    public string Grouped => $"{Code[..3]} {Code[3..]}";

    public string Clock(long at) => Text.Clock(station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)));

    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response); // for browsers that do not say where a message comes from
        if ((await forums.FindByCode(code, ct) ?? await forums.FindEnded(code, ct)) is not { } forum) return NotFound();
        Code = forum.Code ?? forum.EndedCode;
        Text = Language.Find(forum.Language) ?? visit.Language;
        var sight = await stages.See(forum.Id, ct);
        (Stage, Asked, Promises, Scene) = (sight.Shown, sight.Asked, sight.Promises, sight.Now.Scene);
        (IsFrozen, HasEnded) = (sight.Now.Forum.Cover == Cover.Frozen, sight.Now.Forum.State == ForumState.Ended);
        Way = QrCode.Of(visit.Absolute($"/f/{Code}"));
        Typed = visit.Absolute(OpenForum.Address).Split("//", 2)[1];
        if (Room is not null && await codes.Key(forum.Id, ct) is var key && RoomCode.IsScreen(key, Room))
            RoomShown = ($"/f/{Code}/projector/room?room={Room}", RoomCode.At(key, Now), RoomCode.Left(Now), Text);
        return Page();
    }
}
