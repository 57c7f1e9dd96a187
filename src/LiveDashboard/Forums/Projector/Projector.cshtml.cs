using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Projector;

/// <summary>The big screen of a forum: read-only, and nobody is known here.</summary>
public sealed class ProjectorModel(
    ForumStore forums, StageStore stages, QuestionStore questions, StationTime station, ForumClock clock, Visit visit)
    : PageModel
{
    /// <summary>In the forum's language, whatever the laptop's is.</summary>
    public Language Text { get; private set; } = Language.English;

    public Stage Stage { get; private set; } = null!;
    /// <summary>The questions, where they are what the room sees.</summary>
    public OnProjector Asked { get; private set; } = new(null, [], 0);

    public string Code { get; private set; } = "";

    /// <summary>Where phones go: of the code's picture.</summary>
    public QrCode Way { get; private set; } = null!;

    /// <summary>The same to be typed, without the scheme.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Dark, for a dark hall; light is the rule, because lit halls wash black out.</summary>
    [BindProperty(SupportsGet = true)] public string? Theme { get; set; }

    /// <summary>Server time (Unix milliseconds).</summary>
    public long Now => clock.NowMs;

    /// <summary>"482 913".</summary>
    public string Grouped => $"{Code[..3]} {Code[3..]}";

    public string Clock(long at) => Text.Clock(station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)));

    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response); // for browsers that do not say where a message comes from
        if (await forums.FindByCode(code, ct) is not { Code: { } valid } forum) return NotFound();
        Code = valid;
        Text = Language.Find(forum.Language) ?? visit.Language;
        Stage = await stages.Read(forum.Id, ct);
        if (Stage.View == ProjectorView.Questions) Asked = await questions.Projector(forum.Id, ct);
        Way = QrCode.Of(visit.Absolute($"/f/{Code}"));
        Typed = visit.Absolute(OpenForum.Address).Split("//", 2)[1];
        return Page();
    }
}
