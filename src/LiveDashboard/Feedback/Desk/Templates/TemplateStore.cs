using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Templates;

/// <summary>A text that a reply can begin with.</summary>
public sealed record ReplyTemplate
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Language { get; init; } = "";
    public string Body { get; init; } = "";
}

/// <summary>The texts that replies begin with. Each change is recorded by name, not by text.</summary>
public sealed class TemplateStore(Database database, WriteLane lane, StaffClock clock)
{
    public const int LongestName = 80;

    public async Task<IReadOnlyList<ReplyTemplate>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ReplyTemplate>(
            "SELECT id, name, language, body FROM reply_template ORDER BY name, language")).AsList();
    }

    /// <summary>Adds it, or changes the one of this id.</summary>
    /// <returns>False when another has the name in that language, or the one to change is gone.</returns>
    public Task<bool> Save(ReplyTemplate template, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            var saved = template.Id.Length > 0
                ? await turn.Connection.ExecuteAsync(
                    """
                    UPDATE reply_template SET name = @Name, language = @Language, body = @Body, saved_at = @now
                     WHERE id = @Id
                       AND NOT EXISTS (SELECT 1 FROM reply_template o WHERE o.name = @Name AND o.language = @Language AND o.id <> @Id)
                    """,
                    new { template.Id, template.Name, template.Language, template.Body, now = clock.NowMs })
                : await turn.Connection.ExecuteAsync(
                    """
                    INSERT INTO reply_template (id, name, language, body, saved_at)
                    VALUES (@id, @Name, @Language, @Body, @now)
                        ON CONFLICT DO NOTHING
                    """,
                    new { id = Cases.CaseId.New(), template.Name, template.Language, template.Body, now = clock.NowMs });
            if (saved > 0) await AuditStore.Add(turn, clock, by.Actor, AuditKind.TemplateSaved, template.Name);
            return saved > 0;
        }, ct);
    }

    public Task Remove(string id, DeskRights by, CancellationToken ct) => lane.Write(async turn =>
    {
        var name = await turn.Connection.ExecuteScalarAsync<string?>(
            "SELECT name FROM reply_template WHERE id = @id", new { id });
        if (name is null) return;
        await turn.Connection.ExecuteAsync("DELETE FROM reply_template WHERE id = @id", new { id });
        await AuditStore.Add(turn, clock, by.Actor, AuditKind.TemplateRemoved, name);
    }, ct);
}
