using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Initiatives.Pages;

/// <summary>One initiative: what for, how far, who says so, and what was corrected.</summary>
public sealed class InitiativeModel(
    Visit visit, InitiativeStore store, ReadingStore readings, StationTime station) : PageModel
{
    private const int MostLines = 20;

    private readonly Dictionary<string, (IReadOnlyList<ReadingVersion> Newest, IReadOnlyList<ReadingVersion> Corrections)> _lines = [];

    public Initiative Initiative { get; private set; } = new();
    public IReadOnlyList<MetricState> States { get; private set; } = [];
    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>What this page stands for, to what other parts of the program point to.</summary>
    public IReadOnlyList<PlaceRef> Places => [
        new(PlaceKind.Initiative, Initiative.Slug), .. States.Select(state => new PlaceRef(PlaceKind.Metric, state.Metric.Id))];

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct)
    {
        visit.Watch(InitiativeFigures.OwnBoard);
        if (await store.FindPublic(slug, ct) is not { } found) return NotFound();
        Initiative = found;
        States = [.. visit.Board?.Reading<InitiativesReading>()?.States.Where(state => state.Initiative.Id == found.Id) ?? []];
        Milestones = await store.Milestones(found.Id, ct);
        foreach (var state in States.Where(state => state.ShowsHistory))
            _lines[state.Metric.Id] = (
                await readings.Newest(state.Metric.Id, MostLines, ct), await readings.Corrections(state.Metric.Id, MostLines, ct));
        return Page();
    }

    /// <summary>The newest readings that say where they come from, or what they do not say.</summary>
    public IReadOnlyList<ReadingVersion> Notes(Metric metric) => _lines.TryGetValue(metric.Id, out var lines)
        ? [.. lines.Newest.Where(line => line.Source.Length + line.Note.Length > 0)] : [];

    public IReadOnlyList<ReadingVersion> Corrections(Metric metric) =>
        _lines.TryGetValue(metric.Id, out var lines) ? lines.Corrections : [];

    /// <summary>"March 2026: 12, not 120, since 3 April 2026."</summary>
    public string Say(Metric metric, ReadingVersion line)
    {
        var text = visit.Language;
        string Value(long? milli) => milli is { } value ? MetricWords.Amount(metric, value, text) : text["metric.none"];
        return text.Say(
            "metric.corrected", Periods.Say(text, metric.Every, line.Day), Value(line.Withdrawn == 1 ? null : line.ValueMilli),
            Value(line.WasMilli), text.LongDay(station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(line.EnteredAt))));
    }

    /// <summary>Whether a step was taken.</summary>
    public string Say(Milestone step) => step.Reached is { } day
        ? visit.Language.Say("initiatives.step.reached", visit.Language.LongDay(day))
        : visit.Language[step.Due < visit.Today ? "initiatives.step.late" : "initiatives.step.open"];
}
