using System.Data.Common;
using System.Globalization;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Demo;

/// <summary>How fast the demonstration's records pass, as a figure: an open page hears too when they run out.</summary>
public sealed class DemoPaceFigures(DemoClock clock) : IFigureSource
{
    public string Name => "demo-pace";
    public string Board => HomeBoard.Name;

    public Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult<IFigureReading>(new DemoPace(clock.Speed / 60, clock.Ended));
}

/// <summary>The sentence of the notice that may change.</summary>
/// <param name="HoursPerMinute">How many hours of the records pass in one minute.</param>
/// <param name="Ended">Whether the records have run out, so that nothing changes any more.</param>
public sealed record DemoPace(double HoursPerMinute, bool Ended) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) =>
        [Ended ? new("demo-pace", language["demo.ended"], null, FigureState.Closed) : new("demo-pace", Pace(language))];

    public IEnumerable<FigureNumber> InNumbers() => [];

    private string Pace(Language language) => HoursPerMinute == 1 ? language["demo.hour"] : language.Say(
        "demo.speed", HoursPerMinute.ToString("0.##", CultureInfo.InvariantCulture),
        language.Count((long)Math.Round(HoursPerMinute * 60)));
}
