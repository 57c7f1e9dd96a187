namespace LiveDashboard.Figures.Measuring;

/// <summary>
/// The time between two beats. When sending one to all viewers takes more than half of it, it doubles, up to four times
/// the usual; after ten quick ones it halves again. So a crowd makes the page calmer and never the server late.
/// </summary>
public sealed class BeatInterval(TimeSpan usual)
{
    private readonly TimeSpan _usual = usual;
    private const int Slowest = 4;
    private const int QuickOnes = 10;
    private int _quick;

    public TimeSpan Current { get; private set; } = usual;

    /// <summary>Tells how long the last beat took to measure and send.</summary>
    public void Took(TimeSpan time)
    {
        if (time > Current / 2)
        {
            _quick = 0;
            if (Current < _usual * Slowest) Current *= 2;
        }
        else if (Current > _usual && ++_quick >= QuickOnes)
        {
            _quick = 0;
            Current /= 2;
        }
    }
}
