using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback;

/// <summary>How every figure is counted, in words that a resident can check.</summary>
public sealed class MethodModel(Visit visit, Database database, StationTime station) : PageModel
{
    private const int MostCorrections = 50;

    /// <summary>The newest corrections first: the day on which each was published, and what it says.</summary>
    public IReadOnlyList<(DateOnly Day, string Text)> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        Changes = [.. from line in await Corrections.List(db, MostCorrections) select (station.DayOf(line.At), Say(line))];
    }

    private string Say(Corrections.Line line) => visit.Language.Say(
        "method.correction", visit.Language.Day(line.Day), Time(line.Was), Time(line.Now));

    private string Time(TimeSpan? median) => median is { } known ? visit.Language.Duration(known) : visit.Language["method.correction.none"];

    public TimeSpan? Target => visit.Board?.Reading<ReplyTimeReading>()?.Target;
    public PublicationRules Rules => visit.Board?.Reading<ReplyTimeReading>()?.Rules ?? new PublicationRules();

    /// <summary>
    /// The worked example (features.md 5.4, F1), against a promise of 72 hours: six answers and four who wait. Half
    /// were answered within 5 hours; 9 in 10 cannot be known yet, only that it is more than 100 hours.
    /// </summary>
    public IReadOnlyList<(int Hours, bool Answered)> Example { get; } =
    [
        (1, true), (2, true), (3, true), (4, true), (5, true), (6, true), (30, false), (50, false), (80, false),
            (100, false),
    ];

    public const int ExampleMiddle = 5;
    public static readonly TimeSpan ExampleTarget = TimeSpan.FromHours(72);
}
