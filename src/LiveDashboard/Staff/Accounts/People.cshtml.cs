using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Staff.Accounts;

/// <summary>Who is staff. Every change asks for a fresh second factor.</summary>
[Authorize(StaffPolicy.Administer)]
public sealed class PeopleModel(
    MemberStore members, InvitationStore invitations, SessionStore sessions, IOptions<StaffOptions> options) : PageModel
{
    public IReadOnlyList<ListedMember> Members { get; private set; } = [];
    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];
    public string? Problem { get; private set; }

    /// <summary>The link that was just made; it is shown this once.</summary>
    public string? Link { get; private set; }

    public string LinkName { get; private set; } = "";

    private Actor Actor => StaffSession.Of(HttpContext).Actor;

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostInvite(string? name, string? role, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        var person = (name ?? "").Trim();
        if (!StaffMember.IsName(person) || !StaffRole.All.Contains(role)) return await Say("name", ct);
        if (await members.FindByName(person, ct) is not null) return await Say("taken", ct);
        return await Linked(person, await invitations.Make(Actor, null, person, role!, Invitation.Life, ct), ct);
    }

    public Task<IActionResult> OnPostRenew(string? id, CancellationToken ct) => With(id, async member =>
        await Linked(member.Name, await invitations.Make(Actor, member, member.Name, member.Role, Invitation.Life, ct),
            ct), ct);

    public Task<IActionResult> OnPostRole(string? id, string? role, CancellationToken ct) => With(id, async member =>
        !StaffRole.All.Contains(role) || member.Role == role || await members.ChangeRole(Actor, member, role!, ct)
            ? RedirectToPage() : await Say("admin", ct), ct);

    public Task<IActionResult> OnPostDisable(string? id, CancellationToken ct) => With(id, async member =>
        await members.Disable(Actor, member, ct) ? RedirectToPage() : await Say("admin", ct), ct);

    public Task<IActionResult> OnPostEnable(string? id, CancellationToken ct) => With(id, async member =>
    {
        await members.Enable(Actor, member, ct);
        return RedirectToPage();
    }, ct);

    public Task<IActionResult> OnPostEndSessions(string? id, CancellationToken ct) => With(id, async member =>
    {
        await sessions.EndAll(Actor, member.Id, member.Name, but: "", ct);
        return RedirectToPage();
    }, ct);

    public async Task<IActionResult> OnPostWithdraw(string? id, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        if ((await invitations.List(ct)).FirstOrDefault(open => open.Id == id) is { } invitation)
            await invitations.Withdraw(Actor, invitation, ct);
        return RedirectToPage();
    }

    private async Task<IActionResult> With(string? id, Func<StaffMember, Task<IActionResult>> act, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        return await members.Find(id ?? "", ct) is { } member ? await act(member) : RedirectToPage();
    }

    private async Task<IActionResult> Linked(string name, string code, CancellationToken ct)
    {
        var site = options.Value.Site?.GetLeftPart(UriPartial.Authority) ?? $"{Request.Scheme}://{Request.Host}";
        (LinkName, Link) = (name, Invitation.Link(site, code));
        await Show(ct);
        return Page();
    }

    private async Task<IActionResult> Say(string problem, CancellationToken ct)
    {
        Problem = problem;
        await Show(ct);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        Members = await members.List(ct);
        Invitations = await invitations.List(ct);
    }
}
