using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Statistics;

/// <summary>The lines in the charts.</summary>
public sealed class NoteStore(WriteLane lane, StaffClock staff)
{
    /// <summary>Adds a note, once for each id.</summary>
    public Task Add(Actor actor, Statistic of, StatisticNote note, CancellationToken ct) =>
        lane.Write(turn => Add(turn, actor, of, note), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task Add(WriteTurn turn, Actor actor, Statistic of, StatisticNote note)
    {
        if (await turn.Connection.ExecuteAsync(
            """
            INSERT INTO statistic_note (id, statistic_id, month, category, text_en, text_fr)
            VALUES (@Id, @of, @Month, @Category, @TextEn, @TextFr)
                ON CONFLICT (id) DO NOTHING
            """,
            new { note.Id, of = of.Id, note.Month, note.Category, note.TextEn, note.TextFr }) > 0)
            await AuditStore.Add(turn, staff, actor, AuditKind.StatisticNoted, of.Slug, became: note.TextEn.Length > 0 ? note.TextEn : note.TextFr);
    }

    public Task Remove(Actor actor, Statistic of, string id, CancellationToken ct) => lane.Write(async turn =>
    {
        var was = await turn.Connection.ExecuteScalarAsync<string?>(
            "SELECT text_en FROM statistic_note WHERE id = @id AND statistic_id = @of", new { id, of = of.Id });
        if (was is null) return;
        await turn.Connection.ExecuteAsync("DELETE FROM statistic_note WHERE id = @id", new { id });
        await AuditStore.Add(turn, staff, actor, AuditKind.StatisticNoted, of.Slug, was: was);
    }, ct);
}
