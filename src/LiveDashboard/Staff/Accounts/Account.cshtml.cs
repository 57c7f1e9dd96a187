using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Codes = LiveDashboard.Staff.SignIn.RecoveryCodes;

namespace LiveDashboard.Staff.Accounts;

/// <summary>One's own account: ways to sign in, sessions, language.</summary>
[Authorize(StaffPolicy.View)]
public sealed class AccountModel(OwnAccount account, OwnWays ways, Passkeys passkeys, NewPasswords passwords,
    SessionStore sessions)
    : PageModel
{
    public IReadOnlyList<ListedPasskey> Passkeys { get; private set; } = [];
    public IReadOnlyList<StaffSession> Sessions { get; private set; } = [];
    public bool HasPassword { get; private set; }
    public long CodesLeft { get; private set; }

    /// <summary>Offered for a new authenticator app; nothing is stored before its code was given.</summary>
    public string NewKey { get; private set; } = Totp.NewKey();

    public string? Problem { get; private set; }
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    private StaffSession Own => StaffSession.Of(HttpContext);

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostOptions() => StepUp.Needed(HttpContext) is not null
        ? new ConflictResult()
        : new JsonResult(await passkeys.AskForNew(Own.MemberId, Own.Name, HttpContext));

    public async Task<IActionResult> OnPostAddPasskey(string? challenge, string? credential, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        if ((await account.ListPasskeys(Own.MemberId, ct)).Count >= PasskeyStore.Most) return await Say("passkeys", ct);
        if (await passkeys.New(Own.MemberId, challenge ?? "", credential ?? "", HttpContext) is not { } passkey)
            return await Say("passkey", ct);
        await ways.AddPasskey(Own, passkey, ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemovePasskey(string? id, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        return await ways.RemovePasskey(Own, id ?? "", ct) ? RedirectToPage() : await Say("last", ct);
    }

    public async Task<IActionResult> OnPostPassword(string? key, string? password, string? digits, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        var provider = HttpContext.RequestServices.GetRequiredService<Visit>().Provider;
        var (way, codes, problem) = await passwords.Check(key ?? "", password ?? "", digits ?? "",
            [Own.Name, provider.Name], ct);
        if (way is null)
        {
            if (Totp.IsKey(key ?? "")) NewKey = key!; // the app has it already
            return await Say(problem, ct);
        }
        await ways.SetPassword(Own, way, ct);
        RecoveryCodes = codes;
        await Show(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRecovery(CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        var codes = Codes.New();
        await ways.ReplaceRecoveryCodes(Own, [.. codes.Select(Codes.Hash)], ct);
        RecoveryCodes = codes;
        await Show(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEnd(string? id, CancellationToken ct)
    {
        await sessions.End(Own.Actor, Own.MemberId, id ?? "", Own.Name, ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthers(CancellationToken ct)
    {
        await sessions.EndAll(Own.Actor, Own.MemberId, Own.Name, but: Own.Id, ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostLanguage(string? language, CancellationToken ct)
    {
        await account.ChooseLanguage(Own.MemberId, Language.Find(language)?.Code ?? "", ct);
        return RedirectToPage();
    }

    private async Task<IActionResult> Say(string? problem, CancellationToken ct)
    {
        Problem = problem;
        await Show(ct);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        Passkeys = await account.ListPasskeys(Own.MemberId, ct);
        Sessions = await sessions.List(Own.MemberId, ct);
        (HasPassword, CodesLeft) = await account.PasswordState(Own.MemberId, ct);
    }
}
