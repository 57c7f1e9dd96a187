using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LiveDashboard.Figures.Boards;

/// <summary>
/// The boards of this program as they now stand, in memory. Reading one costs no database read, whoever asks;
/// only <see cref="FigureBeat"/> moves them on.
/// </summary>
public sealed class FigureBoards(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, BoardState> _boards = new();

    /// <summary>Random text of this run: after a restart, versions start anew and pages can tell.</summary>
    public string Epoch { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>The board, or null when there is none of that name: unknown names are never remembered.</summary>
    public BoardState? Find(string board) => _boards.GetValueOrDefault(board);

    public IEnumerable<BoardState> All => _boards.Values;

    /// <summary>Empties a board for others, where it is; its version goes on, so that open pages take what comes.</summary>
    public void Renew(string board)
    {
        if (_boards.TryGetValue(board, out var state))
            _boards[board] = BoardState.New(board, Epoch, clock.GetUtcNow()) with { Version = state.Version };
    }

    /// <summary>Forgets a board that nobody measures any more.</summary>
    public void Remove(string board) => _boards.TryRemove(board, out _);

    /// <summary>Moves a board on. Called by one beat at a time.</summary>
    public (BoardState Before, BoardState After) Move(
        string board, IReadOnlyDictionary<string, IFigureReading?> measured, DateTimeOffset at)
    {
        var before = _boards.GetOrAdd(board, name => BoardState.New(name, Epoch, clock.GetUtcNow()));
        var after = before.With(measured, at);
        _boards[board] = after;
        return (before, after);
    }
}
