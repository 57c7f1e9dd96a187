using LiveDashboard.Staff.Sessions;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Telling;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Editing;

/// <summary>Staff's page of one story, decision or guide: its words, its preview, and whether it is public.</summary>
public abstract class ToldEditModel<T, TForm>(Visit visit, ToldStore<T> store, Places places) : PageModel
    where T : Told, new()
    where TForm : ToldForm<T>, new()
{
    protected Visit Visit => visit;
    protected Places Places => places;

    /// <summary>As it is saved.</summary>
    public T One { get; private set; } = new();
    public TForm Form { get; private set; } = new();

    /// <summary>The places that can be chosen from.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered { get; private set; } = [];

    /// <summary>As it would be shown; null when nobody asked.</summary>
    public T? Preview { get; private set; }

    /// <summary>The end of the key of why it was not saved; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool MayEdit => StoryRights.MayPublish(HttpContext);

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPreview(string id, TForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        (Form, Preview) = (form, form.Read(One).Given);
        await Look(Preview, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(string id, TForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        var (given, problem) = form.Read(One);
        problem ??= await Check(given, ct);
        if (problem is null && !await store.Save(StaffSession.Of(HttpContext).Actor, given, ct)) problem = "stale";
        if (problem is null)
        {
            Saved();
            return Redirect(Request.Path);
        }
        (Form, Problem, Response.StatusCode) = (form, problem, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    /// <summary>Looks up what a preview shows beside the words.</summary>
    protected virtual Task Look(T preview, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The end of the key of what is wrong and no form can know; null: nothing.</summary>
    protected virtual Task<string?> Check(T given, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>Tells whoever shows it that it changed.</summary>
    protected virtual void Saved() { }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        One = found;
        Form.Show(found);
        if (MayEdit) Offered = await places.List(visit.Language, ct);
        return true;
    }
}
