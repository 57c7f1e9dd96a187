using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Desk.Templates;

/// <summary>The texts that replies begin with.</summary>
[Authorize(StaffPolicy.Answer)]
public sealed class TemplatesModel(TemplateStore store) : PageModel
{
    public IReadOnlyList<ReplyTemplate> Templates { get; private set; } = [];

    /// <summary>What was sent and not taken; null: nothing.</summary>
    public ReplyTemplate? Kept { get; private set; }

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    private DeskRights Rights => DeskRights.Of(HttpContext);

    public async Task OnGet(CancellationToken ct) => Templates = await store.List(ct);

    public IActionResult OnPost() => RedirectToPage();

    public async Task<IActionResult> OnPostSave(string? id, string? name, string? language, string? body, CancellationToken ct)
    {
        var template = new ReplyTemplate
        {
            Id = id ?? "",
            Name = (name ?? "").Trim(),
            Language = language ?? "",
            Body = FormText.Lines(body),
        };
        Problem = template.Name.Length == 0 || template.Name.Length > TemplateStore.LongestName || template.Name.Any(char.IsControl) ? "name"
            : Language.Find(template.Language) is null ? "language"
            : template.Body.Length == 0 || template.Body.Length > MessageLimits.Text || CaseText.HasControls(template.Body) ? "body"
            : await store.Save(template, Rights, ct) ? null : "taken";
        if (Problem is null) return RedirectToPage();
        Kept = template;
        Templates = await store.List(ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(string? id, CancellationToken ct)
    {
        await store.Remove(id ?? "", Rights, ct);
        return RedirectToPage();
    }
}
