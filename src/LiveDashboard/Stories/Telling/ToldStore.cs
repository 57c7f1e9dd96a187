using System.Data.Common;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Telling;

/// <summary>Reads and writes one kind of what is told. Each change is recorded in its transaction.</summary>
/// <param name="change">How the audit log calls a change.</param>
/// <param name="unnamed">The address of one whose title has no letter that an address may have.</param>
public abstract class ToldStore<T>(
    Database database, WriteLane lane, TimeProvider clock, StaffClock staff, string change, string unnamed) where T : Told
{
    /// <summary>Unix milliseconds.</summary>
    protected long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All that are public; with drafts, which come first, and those withdrawn for staff.</summary>
    public async Task<IReadOnlyList<T>> List(bool all, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Read(db, all);
    }

    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public async Task<T?> FindPublic(string slug, CancellationToken ct) =>
        (await List(all: true, ct)).FirstOrDefault(one => one.Slug == slug && one.State != Publishing.Draft);

    public async Task<T?> Find(string id, CancellationToken ct) =>
        (await List(all: true, ct)).FirstOrDefault(one => one.Id == id);

    /// <summary>Adds it as it is given; its address follows from its title.</summary>
    /// <returns>With its id and the address that it got.</returns>
    public Task<T> Add(Actor actor, T given, CancellationToken ct) => lane.Write(async turn =>
    {
        var id = given.Id.Length > 0 ? given.Id : StoryIds.New();
        var slug = Slugs.Of(given.Title.In(Language.English), unnamed);
        var added = (T)(given with { Id = id, Slug = slug, Version = 1 });
        if (!await Insert(turn.Connection, actor, added))
            await Insert(turn.Connection, actor, added = (T)(added with { Slug = $"{slug}-{id[..6]}" }));
        await Record(turn, actor, added);
        return added;
    }, ct);

    /// <summary>Saves all but the address.</summary>
    /// <returns>False when somebody else saved since the page was shown, or what it needs to be public is missing.</returns>
    public Task<bool> Save(Actor actor, T given, CancellationToken ct) => lane.Write(async turn =>
    {
        if (!await Update(turn.Connection, actor, given)) return false;
        await Record(turn, actor, (T)(given with { Version = given.Version + 1 }));
        return true;
    }, ct);

    protected abstract Task<IReadOnlyList<T>> Read(DbConnection db, bool all);

    /// <returns>False when the address is another's.</returns>
    protected abstract Task<bool> Insert(DbConnection db, Actor actor, T given);

    /// <returns>False when <see cref="Told.Version"/> is not the present one, or it cannot be public.</returns>
    protected abstract Task<bool> Update(DbConnection db, Actor actor, T given);

    /// <summary>How the audit log tells a version.</summary>
    protected virtual string Tell(T saved) => $"{saved.State} {saved.Version} {saved.Reason}";

    private Task Record(WriteTurn turn, Actor actor, T saved) =>
        AuditStore.Add(turn, staff, actor, change, saved.Slug, became: Tell(saved).TrimEnd());
}
