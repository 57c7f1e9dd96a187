using LiveDashboard.Statistics.Importing;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Statistics.Editing;

/// <summary>A series as a form describes it; its file comes beside.</summary>
public sealed class StatisticForm
{
    public const int LongestName = 80;
    public const int LongestSource = 200;
    public const int LongestAbout = 1000;

    /// <summary>The address of the statistic that it is a new revision of; "" a new one.</summary>
    public string? Slug { get; set; }
    public string? NameEn { get; set; }
    public string? NameFr { get; set; }
    public string? UnitEn { get; set; }
    public string? UnitFr { get; set; }
    public string? Source { get; set; }
    public string? Licence { get; set; }
    public string? AboutEn { get; set; }
    public string? AboutFr { get; set; }
    public string? CategoryColumn { get; set; }
    public string? AreaColumn { get; set; }
    public string? MonthColumn { get; set; }
    public string? ValueColumn { get; set; }

    public static StatisticForm Of(Statistic one) => new()
    {
        Slug = one.Slug,
        NameEn = one.NameEn,
        NameFr = one.NameFr,
        UnitEn = one.UnitEn,
        UnitFr = one.UnitFr,
        Source = one.Source,
        Licence = one.Licence,
        AboutEn = one.AboutEn,
        AboutFr = one.AboutFr,
    };

    public SeriesColumns Columns => new(
        FormText.Line(CategoryColumn), FormText.Line(AreaColumn), FormText.Line(MonthColumn), FormText.Line(ValueColumn));

    /// <summary>What is described, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Statistic Given, string? Problem) Read()
    {
        var given = new Statistic
        {
            Slug = Slug ?? "",
            NameEn = FormText.Line(NameEn),
            NameFr = FormText.Line(NameFr),
            UnitEn = FormText.Line(UnitEn),
            UnitFr = FormText.Line(UnitFr),
            Source = FormText.Line(Source),
            Licence = FormText.Line(Licence),
            AboutEn = FormText.Lines(AboutEn),
            AboutFr = FormText.Lines(AboutFr),
        };
        string[] names = [given.NameEn, given.NameFr, given.UnitEn, given.UnitFr];
        return (given,
            given.NameEn.Length + given.NameFr.Length == 0 ? "name"
            : names.Any(text => !FormText.Fits(text, LongestName)) ? "text"
            : given.Source.Length == 0 || given.Licence.Length == 0 ? "source"
            : !FormText.Fits(given.Source, LongestSource) || !FormText.Fits(given.Licence, LongestSource) ? "text"
            : !FormText.Fits(given.AboutEn, LongestAbout) || !FormText.Fits(given.AboutFr, LongestAbout) ? "text" : null);
    }
}
