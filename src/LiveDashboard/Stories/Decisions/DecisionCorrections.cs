using System.Data.Common;
using System.Globalization;
using LiveDashboard.Figures;

namespace LiveDashboard.Stories.Decisions;

/// <summary>Changes of public decisions, in the public log.</summary>
public sealed class DecisionCorrections : ICorrectionLog
{
    public async Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct) =>
        [.. (await DecisionVersions.Changes(db, most)).Select(one => new Correction(
            $"decisions/{one.Slug}", one.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, null, "",
            one.Reason, one.Office, DateTimeOffset.FromUnixTimeMilliseconds(one.SavedAt)))];
}
