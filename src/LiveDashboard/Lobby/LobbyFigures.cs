using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby;

/// <summary>
/// Tells screens, on the board that they watch with everybody, that there is something to fetch: orders of staff, other
/// texts, another forum. Only short signatures travel; what they stand for is fetched over HTTP, orders with the screen's
/// token.
/// </summary>
public sealed class LobbyFigures(ISaidAndDone said, IMeetings meetings) : IFigureSource
{
    public const string SourceName = "lobby";

    public string Name => SourceName;
    public string Board => Visit.BoardName;
    public bool IsQuick => true; // staff watch what they asked for be done

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var version = await snapshot.ExecuteScalarAsync<long>("SELECT version FROM lobby_state WHERE id = 'lobby'");
        var meeting = await meetings.Today(snapshot);
        return new LobbyReading(
            version, Signature(string.Join('\n', await said.Read(snapshot, now))),
            meeting is null ? "" : $"{meeting.State} {Signature(meeting.ToString())}");
    }

    /// <summary>Short text that differs when a longer one does.</summary>
    public static string Signature(string text) =>
        text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 6);
}

/// <summary>What screens wait for.</summary>
/// <param name="Orders">Goes up with everything that staff ask of screens.</param>
/// <param name="Said">A signature of the approved texts.</param>
/// <param name="Meeting">The state of today's forum and its signature; "" there is none.</param>
public sealed record LobbyReading(long Orders, string Said, string Meeting) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) =>
    [
        new Figure("lobby-orders", "", null, FigureState.Ok, Orders.ToString(CultureInfo.InvariantCulture)),
        new Figure("lobby-said", "", null, FigureState.Ok, Said),
        new Figure("lobby-forum", "", null, FigureState.Ok, Meeting),
    ];

    public IEnumerable<FigureNumber> InNumbers() => [];
}
