using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Reading;

/// <summary>
/// The newest public cases, for the home page, which reads no database otherwise: kept for a few seconds. What is
/// decided on this node is seen at once.
/// </summary>
public sealed class NewestCases(PublishedCases cases, StationTime station)
{
    public const int Shown = 3;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private volatile Kept? _kept;

    public async Task<(IReadOnlyList<PublishedCase> Newest, long All)> Read(CancellationToken ct)
    {
        var now = station.Now;
        if (_kept is { } kept && now >= kept.At && now - kept.At < KeptFor) return (kept.Newest, kept.All);
        var newest = await cases.List(CaseFilter.None, 0, Shown, ct);
        var read = new Kept(newest, newest.Count < Shown ? newest.Count : await cases.Count(CaseFilter.None, ct), now);
        _kept = read;
        return (read.Newest, read.All);
    }

    /// <summary>Something was decided: the next page reads anew.</summary>
    public void Forget() => _kept = null;

    private sealed record Kept(IReadOnlyList<PublishedCase> Newest, long All, DateTimeOffset At);
}
