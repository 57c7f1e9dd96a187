using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using LiveDashboard.Figures;

namespace LiveDashboard.Statistics;

/// <summary>What the slice publishes as open data: which statistics there are, their notes, and each one's cells.</summary>
public sealed class StatisticData : IDataSets
{
    public async Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct) =>
        [new StatisticList(), new NoteList(), .. (await StatisticStore.List(db)).Select(one => new Cells(one))];

    private sealed class StatisticList : IDataSet
    {
        public string Name => "lists/statistics";
        public string About => "statistics";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
            ["statistic", "name_en", "name_fr", "unit", "source", "licence", "revision", "from", "to", "origin"];

        public IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct) =>
            db.QueryUnbufferedAsync<Statistic>(
                """
                SELECT slug, name_en, name_fr, unit_en, source, licence, revision, first_month, last_month, origin
                  FROM statistic
                 ORDER BY id
                 LIMIT @most OFFSET @skip
                """,
                new { skip, most }).Select(one => new object?[]
                {
                    one.Slug, one.NameEn, one.NameFr, one.UnitEn, one.Source, one.Licence, one.Revision, Months.Plain(one.FirstMonth),
                    Months.Plain(one.LastMonth), one.Origin,
                });
    }

    private sealed class NoteList : IDataSet
    {
        public string Name => "lists/statistic-notes";
        public string About => "notes";
        public string Licence => "";
        public IReadOnlyList<string> Columns => ["statistic", "month", "category", "text_en", "text_fr"];

        public IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct) =>
            db.QueryUnbufferedAsync<(string Slug, long Month, string Category, string En, string Fr)>(
                """
                SELECT s.slug, n.month, n.category, n.text_en, n.text_fr
                  FROM statistic_note n
                  JOIN statistic s ON s.id = n.statistic_id
                 ORDER BY n.month, n.id
                 LIMIT @most OFFSET @skip
                """,
                new { skip, most }).Select(one => new object?[] { one.Slug, Months.Plain(one.Month), one.Category, one.En, one.Fr });
    }

    private sealed class Cells(Statistic one) : IDataSet
    {
        public string Name => $"statistics/{one.Slug}";
        public string About => "cells";
        public string Licence => one.Licence;
        public string? Version => $"{one.Id}-{one.Revision}"; // an import changes all of it, and nothing else any
        public IReadOnlyList<string> Columns => ["statistic", "category", "area", "month", "value", "unit", "state", "revision"];

        // What is hidden never leaves the database.
        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var names = (await db.QueryAsync<(string Dimension, long Position, string Name)>(
                "SELECT dimension, position, name FROM statistic_part WHERE statistic_id = @id", new { id = one.Id }))
                .ToDictionary(row => (row.Dimension, row.Position), row => row.Name);
            var cells = db.QueryUnbufferedAsync<(long Category, long Area, long Month, long? N)>(
                """
                SELECT category, area, month, CASE WHEN shown = 1 THEN n END
                  FROM statistic_cell
                 WHERE statistic_id = @id
                 ORDER BY category, area, month
                 LIMIT @most OFFSET @skip
                """,
                new { id = one.Id, skip, most });
            await foreach (var cell in cells.WithCancellation(ct))
                yield return
                [
                    one.Slug, names.GetValueOrDefault((StatisticPart.Category, cell.Category), ""),
                    names.GetValueOrDefault((StatisticPart.Area, cell.Area), ""), Months.Plain(cell.Month), cell.N, one.UnitEn,
                    cell.N is null ? "suppressed" : "ok", one.Revision,
                ];
        }
    }
}

/// <summary>Published sums that a revision changed, in the public log.</summary>
public sealed class StatisticCorrections : ICorrectionLog
{
    public async Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct) =>
        [.. (await StatisticStore.Changes(db, most)).Select(change => new Correction(
            $"statistics/{change.Slug}", Months.Plain(change.Month), change.Was, change.Became, "", $"revision {change.Revision} of the source",
            "", DateTimeOffset.FromUnixTimeMilliseconds(change.At)))];
}
