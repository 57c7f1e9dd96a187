using System.Globalization;
using System.Text;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Statistics;
using LiveDashboard.Statistics.Importing;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>A made-up statistic at <c>/statistics/crime</c>, from January 2010 on.</summary>
public static class CrimeSeries
{
    /// <param name="few">Whether every fifth month of the first area is too small to be shown.</param>
    public static async Task Import(LiveSite site, int months, int areas, bool few = false)
    {
        var file = new StringBuilder("area,month,n\n");
        for (var month = 0; month < months; month++)
            for (var area = 0; area < areas; area++)
            {
                var n = few && area == 0 && month % 5 == 2 ? 2 : 500 + (month * 7 + area * 130) % 900;
                file.Append(CultureInfo.InvariantCulture, $"Area {area},{2010 + month / 12}-{month % 12 + 1:00},{n}\n");
            }
        var series = new Series();
        series.Add(
            new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())), new SeriesColumns("", "area", "month", "n"));
        await site.Get<StatisticImport>().Run(Actor.Console, new Statistic
        {
            NameEn = "Crime",
            NameFr = "Délits",
            UnitEn = "offences",
            UnitFr = "infractions",
            Source = "Police",
            Licence = "OGL",
        }, series, CancellationToken.None);
        var one = (await site.Get<StatisticStore>().Find("crime", CancellationToken.None))!;
        var note = new StatisticNote("anew", Months.Of(2011, 4), "", "Counted anew from here", "Compté autrement");
        await site.Get<NoteStore>().Add(Actor.Console, one, note, CancellationToken.None);
    }
}
