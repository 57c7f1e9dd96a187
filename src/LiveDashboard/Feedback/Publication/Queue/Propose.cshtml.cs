using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>Sends a case to the moderators. The case's page links here, or posts its id.</summary>
[Authorize(StaffPolicy.Answer)]
public sealed class ProposeModel(QueuedCases queue, ThreadStore threads) : PageModel
{
    public string Id { get; private set; } = "";

    /// <summary>"" when there is no such case, or none that could ever be shown.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Null: not tried yet.</summary>
    public bool? Proposed { get; private set; }

    public Task OnGet(string? id, CancellationToken ct) => Show(id, ct);

    public async Task OnPost(string? id, CancellationToken ct)
    {
        await Show(id, ct);
        Proposed = Reference.Length > 0 && await queue.Propose(StaffSession.Of(HttpContext).Actor, Id, ct);
    }

    // Of a case that others look after, not even that it exists is told.
    private async Task Show(string? id, CancellationToken ct)
    {
        var thread = await threads.Read(GivenId.Read(id), ct);
        if (thread is { Queue: CaseQueues.Desk }) (Id, Reference) = (thread.Id, thread.Reference);
    }
}
