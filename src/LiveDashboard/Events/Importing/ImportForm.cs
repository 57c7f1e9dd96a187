using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Events.Importing;

/// <summary>What is said of a file of records: which columns hold what, and whose events they were.</summary>
public sealed class ImportForm
{
    public const int LongestColumn = 80;

    public string? ImportHost { get; set; }
    public string? DateColumn { get; set; }
    public string? NameColumn { get; set; }
    public string? PlaceColumn { get; set; }
    public string? AttendeesColumn { get; set; }
    public string? NamesIn { get; set; }

    public EventColumns Columns => new(
        FormText.Line(DateColumn), FormText.Line(NameColumn), FormText.Line(PlaceColumn), FormText.Line(AttendeesColumn));

    /// <summary>What the names of the events are in.</summary>
    public Language Language => Language.Find(NamesIn) ?? Language.English;

    /// <summary>The end of the key of what is wrong; null: nothing, as far as that can be seen before it is read.</summary>
    public string? Problem(IFormFile? file) =>
        file is not { Length: > 0 } ? "file"
        : FormText.Line(ImportHost).Length == 0 || !FormText.Fits(FormText.Line(ImportHost), EventLimits.Host) ? "host"
        : new[] { DateColumn, NameColumn, AttendeesColumn }.Any(name => FormText.Line(name).Length == 0) ? "columns"
        : null;
}
