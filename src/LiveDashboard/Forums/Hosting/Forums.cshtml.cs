using System.Globalization;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Hosting;

/// <summary>All forums, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class ForumsModel(ForumStore store, PromiseStore promises, StationTime station, ForumClock clock)
    : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<Forum> Forums { get; private set; } = [];
    public bool MayHost => StaffPolicy.Roles[StaffPolicy.Host].Contains(StaffSession.Of(HttpContext).Role);

    /// <summary>What was promised, whose day is over and of which nobody has said what became.</summary>
    public IReadOnlyList<Promise> Late { get; private set; } = [];

    /// <summary>What was sent and not taken.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Tomorrow evening, as a field writes it.</summary>
    public string Suggested => station.DayOf(clock.GetUtcNow()).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T18:30";

    public Task OnGet(CancellationToken ct) => Show(ct);

    public IActionResult OnPost() => RedirectToPage();

    public async Task<IActionResult> OnPostMake(string? name, string? language, string? starts, CancellationToken ct)
    {
        if (!MayHost) return StatusCode(StatusCodes.Status403Forbidden);
        Name = (name ?? "").Trim();
        var day = DateTime.TryParseExact(
            starts, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        Problem = Name.Length is 0 or > ForumStore.LongestName || Name.Any(char.IsControl) ? "name"
            : Language.Find(language) is null ? "language"
            : !day || local.Year is < 2000 or > 2999 || station.Zone.IsInvalidTime(local) ? "starts" : null;
        if (Problem is null)
        {
            var at = new DateTimeOffset(local, station.Zone.GetUtcOffset(local));
            var forum = await store.Make(StaffSession.Of(HttpContext).Actor, Name, language!, at, ct);
            return Redirect($"/staff/forums/{forum.Id}");
        }
        await Show(ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task Show(CancellationToken ct) =>
        (Forums, Late) = (await store.List(Most, ct), await promises.Late(clock.NowMs, ct));
}
