using LiveDashboard.Figures.Boards;

namespace LiveDashboard.Figures.Live;

/// <summary>Carries frames to those who watch a board. A seam: what is measured does not know how it travels.</summary>
public interface IFanOut
{
    /// <summary>
    /// Brings every watcher of the board from the version before to the one after. Never waits for a viewer; returns
    /// when all who could take it at once have it.
    /// </summary>
    void Send(BoardState before, BoardState after);

    /// <summary>Tells every watcher that its figures are the newest there are.</summary>
    void Heartbeat(DateTimeOffset now);
}
