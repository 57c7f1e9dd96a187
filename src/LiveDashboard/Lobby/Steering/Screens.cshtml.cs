using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Lobby.Steering;

/// <summary>The screens, each as it said itself, and what is asked of them.</summary>
[Authorize(StaffPolicy.View)]
public sealed partial class ScreensModel(
    ScreenStore screens, OrderStore orders, PairingStore pairings, PairingLimits limits, StationTime station, StaffClock clock)
    : PageModel
{
    /// <summary>How long an order may hold, in minutes.</summary>
    public static readonly IReadOnlyList<int> Lives = [15, 60, 240, 720, 1440, 10_080];

    public IReadOnlyList<PairedScreen> Screens { get; private set; } = [];

    /// <summary>By screen, the newest first.</summary>
    public ILookup<string, ScreenOrder> Orders { get; private set; } = Array.Empty<ScreenOrder>().ToLookup(order => order.ScreenId);

    /// <summary>The display whose code was typed; null: none.</summary>
    public WaitingDisplay? Display { get; private set; }

    /// <summary>What was typed and not taken, by field.</summary>
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Place { get; private set; } = "";

    /// <summary>The end of the key of what is wrong; null: nothing is.</summary>
    public string? Problem { get; private set; }

    public bool MayRun => StaffPolicy.Roles[StaffPolicy.Host].Contains(StaffSession.Of(HttpContext).Role);
    public long Now => clock.NowMs;
    private Actor Me => StaffSession.Of(HttpContext).Actor;

    public async Task<IActionResult> OnGet(string? code, CancellationToken ct)
    {
        if (code is { Length: > 0 } && MayRun) await Look(code, ct);
        return await Show(ct);
    }

    public IActionResult OnPost() => RedirectToPage();

    /// <summary>Whether this person may agree to it: somebody else asked.</summary>
    public bool MayAgree(ScreenOrder order) => MayRun && order.MemberId != Me.Id;

    public string At(Language text, long at) => station.When(text, at);

    public string Clock(Language text, long at) => text.Clock(station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)));

    /// <summary>"Reply time, in English".</summary>
    public static string Panel(Language text, string panel) =>
        panel.Split('@') is [var name, var language] && (LobbyPanels.Find(name) is not null || name == "paused")
            ? $"{text[$"lobby.panel.{name}"]} ({language})" : panel;

    private async Task Look(string code, CancellationToken ct)
    {
        Code = code.Length > 20 ? "" : code;
        if (limits.IsReached(Me.Id))
        {
            (Problem, Response.StatusCode) = ("many", StatusCodes.Status429TooManyRequests);
            return;
        }
        Display = PairingCode.Read(code) is { } read ? await pairings.FindByCode(read, ct) : null;
        if (Display is not null) return;
        limits.CountWrong(Me.Id);
        (Problem, Response.StatusCode) = ("code", StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        Screens = await screens.List(ct);
        Orders = (await orders.Recent(ct)).ToLookup(order => order.ScreenId);
        return Page();
    }

    private Task<IActionResult> Say(string problem, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        return Show(ct);
    }
}
