using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Promises.Record;

/// <summary>The promises as open data.</summary>
public sealed class PromiseData(ForumClock clock, StationTime station) : IDataSets
{
    public Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IDataSet>>([new PromiseList(clock, station)]);

    private sealed class PromiseList(ForumClock clock, StationTime station) : IDataSet
    {
        public string Name => "lists/promises";
        public string About => "promises";
        public string Licence => "";
        public IReadOnlyList<string> Columns => ["promise", "forum", "text", "owner", "made", "due", "standing", "reason"];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var one in (await PromiseStore.Ended(db)).OrderBy(one => one.Id, StringComparer.Ordinal).Skip(skip).Take(most))
                yield return
                [
                    one.Id, one.Forum, one.Body, one.Owner, Day(station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(one.MadeAt))),
                    Day(PromiseDay.Of(station, one)), one.Standing(clock.NowMs), one.Reason,
                ];
        }

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
