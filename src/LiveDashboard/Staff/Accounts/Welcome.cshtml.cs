using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff.Accounts;

/// <summary>
/// Where an invitation leads: the person chooses how to sign in, and there is no account before that is set up. Every
/// step carries the code, so that nothing has to be remembered between them.
/// </summary>
[AllowAnonymous]
public sealed class WelcomeModel(
    InvitationStore invitations, NewPasswords passwords, Passkeys passkeys, SignInThrottle throttle, Arrival arrival)
        : PageModel
{
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Null as long as no good code was given.</summary>
    public Invitation? Invitation { get; private set; }

    /// <summary>The last part of the key of what is wrong; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Shown once, when everything is done.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public void OnGet()
    {
        // Nothing is known of the person before the code.
    }

    public async Task<IActionResult> OnPost(string? code, CancellationToken ct) => await Opens(code, ct) ?? Page();

    public async Task<IActionResult> OnPostPassword(
        string? code, string? name, string? password, string? digits, CancellationToken ct)
    {
        if (await Opens(code, ct) is { } refused) return refused;
        if (!Named(name)) return Page();
        var visit = HttpContext.RequestServices.GetRequiredService<Visit>();
        var (way, codes, problem) = await passwords.Check(
            Invitation!.AuthenticatorKey, password ?? "", digits ?? "", [Name, visit.Provider.Name], ct);
        if (way is null) return Say(problem);
        if (await Join(way, ct) is { } failed) return failed;
        RecoveryCodes = codes;
        return Page();
    }

    public async Task<IActionResult> OnPostOptions(string? code, string? name, CancellationToken ct)
    {
        if (await Opens(code, ct) is not null || Invitation is null || !Named(name)) return BadRequest();
        return new JsonResult(await passkeys.AskForNew(Invitation.MemberId ?? Invitation.Id, Name, HttpContext));
    }

    public async Task<IActionResult> OnPostPasskey(
        string? code, string? name, string? challenge, string? credential, CancellationToken ct)
    {
        if (await Opens(code, ct) is { } refused) return refused;
        if (!Named(name)) return Page();
        return await passkeys.New(Invitation!.MemberId ?? Invitation.Id, challenge ?? "", credential ?? "",
            HttpContext) is { } passkey
            ? await Join(ChosenWay.With(passkey), ct) ?? Redirect("/staff") : Say("passkey");
    }

    /// <summary>Null when the code opens an invitation.</summary>
    private async Task<IActionResult?> Opens(string? code, CancellationToken ct)
    {
        if (throttle.Count(HttpContext, null) is { } wait) return await StaffRefusal.TooMany(HttpContext, wait);
        Code = code ?? "";
        Invitation = await invitations.Open(Code, ct);
        return Invitation is null ? Say("link") : null;
    }

    private bool Named(string? name)
    {
        Name = Invitation!.Name.Length > 0 ? Invitation.Name : (name ?? "").Trim();
        if (StaffMember.IsName(Name)) return true;
        Problem = "name";
        return false;
    }

    /// <summary>Makes the account and signs in; an answer only if that failed.</summary>
    private async Task<IActionResult?> Join(ChosenWay way, CancellationToken ct)
    {
        try
        {
            if (await invitations.Accept(Invitation!, Name, way, ct) is not { } id)
            {
                Invitation = null;
                return Say("link");
            }
            await arrival.Enter(HttpContext, id, ct);
            return null;
        }
        catch (NameTakenException)
        {
            return Say("taken");
        }
    }

    private PageResult Say(string? problem)
    {
        Problem = problem;
        return Page();
    }
}
