using System.Data.Common;
using System.Globalization;
using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.ReplyTimes.Trends;

/// <summary>Corrections of the trend, in the public log: medians in seconds.</summary>
public sealed class TrendCorrections : ICorrectionLog
{
    public async Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct) =>
        [.. (await Corrections.List(db, most)).Select(line => new Correction(
            "trend", line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Was?.TotalSeconds, line.Now?.TotalSeconds,
            "seconds", "an entry came late or was corrected", "", line.At))];
}
