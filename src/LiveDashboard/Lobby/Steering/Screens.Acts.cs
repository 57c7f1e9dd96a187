using System.Globalization;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Lobby.Steering;

/// <summary>What is done on the page.</summary>
public sealed partial class ScreensModel
{
    private StatusCodeResult Forbidden => StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostFind(string? code, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        await Look(code ?? "", ct);
        return await Show(ct);
    }

    public async Task<IActionResult> OnPostConnect(
        string? code, string? name, string? place, string? languages, string? replaces, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        await Look(code ?? "", ct);
        if (Display is null) return await Show(ct);
        (Name, Place) = (ScreenForm.Line(name, ScreenStore.LongestName) ?? "", ScreenForm.Line(place, ScreenStore.LongestPlace) ?? "");
        if (string.IsNullOrEmpty(replaces) && Name.Length == 0) return await Say("name", ct);
        if (!ScreenForm.Languages.Contains(languages ?? "")) return await Say("form", ct);
        var (answer, _) = await pairings.Approve(
            StaffSession.Of(HttpContext).Actor, Display.Code, Name, Place, languages!, replaces ?? "", ct);
        return answer == Approved.Done ? RedirectToPage() : await Say(answer == Approved.NoSuchCode ? "code" : "form", ct);
    }

    public async Task<IActionResult> OnPostGive(
        string? screen, string? kind, string? value, string? other, string? minutes, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        var asked = (await screens.List(ct)).Where(one => one.IsConnected && (screen == "all" || one.Id == screen)).ToArray();
        if (asked.Length == 0 || kind is null || !OrderKind.All.Contains(kind)) return await Say("form", ct);
        var stands = OrderKind.Stands(kind);
        if (stands && !(int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var life) && Lives.Contains(life)))
            return await Say("life", ct);
        var longest = kind == OrderKind.Takeover ? ScreenOrder.LongestTakeover : ScreenOrder.LongestNotice;
        var said = kind is OrderKind.Notice or OrderKind.Takeover;
        var (first, second) = said ? (ScreenForm.Line(value, longest), ScreenForm.Line(other, longest)) : (value ?? "", "");
        if (first is null || second is null || (said && first.Length == 0)) return await Say("text", ct);
        if (kind == OrderKind.Pin && LobbyPanels.Find(first) is not { Name: var panel }) return await Say("form", ct);
        await orders.Give(
            Me, asked, kind, kind is OrderKind.Notice or OrderKind.Takeover or OrderKind.Pin ? first : "", second,
            stands ? TimeSpan.FromMinutes(int.Parse(minutes!, CultureInfo.InvariantCulture)) : ScreenOrder.OnceWithin,
            alone: StaffSession.Of(HttpContext).Role == StaffRole.Admin, ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostWithdraw(string? order, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        await orders.Withdraw(Me, order ?? "", ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostConfirm(string? order, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        return await orders.Confirm(Me, order ?? "", ct) ? RedirectToPage() : await Say("agree", ct);
    }

    public async Task<IActionResult> OnPostDisconnect(string? screen, CancellationToken ct)
    {
        if (!MayRun) return Forbidden;
        if (await screens.Find(screen ?? "", ct) is { } found)
            await (found.IsConnected ? screens.Disconnect(Me, found, ct) : screens.Remove(Me, found, ct));
        return RedirectToPage();
    }
}
