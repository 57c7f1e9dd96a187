using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;

namespace LiveDashboard.Lobby;

/// <summary>Wakes screens: the number that they watch goes up in the transaction of the act, and is told after its commit.</summary>
public sealed class LobbySignal(FigureSignal signal)
{
    /// <summary>In the transaction.</summary>
    public static Task Count(DbConnection db) =>
        db.ExecuteAsync("UPDATE lobby_state SET version = version + 1 WHERE id = 'lobby'");

    /// <summary>After its commit.</summary>
    public void Changed() => signal.Changed(LobbyFigures.SourceName);
}
