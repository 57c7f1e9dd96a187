using LiveDashboard.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Promises.Record;

/// <summary>Everything that forums were promised, and what became of it: kept, late or broken.</summary>
public sealed class PromiseRecordModel(Database database) : PageModel
{
    public IReadOnlyList<Promise> All { get; private set; } = [];

    /// <summary>By the forum in which they were given, the newest first.</summary>
    public IEnumerable<(string Forum, IReadOnlyList<Promise> Of)> ByForum =>
        All.GroupBy(one => one.ForumId).Select(of => (of.First().Forum, (IReadOnlyList<Promise>)[.. of]));

    public async Task OnGet(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        All = await PromiseStore.Ended(db);
    }
}
