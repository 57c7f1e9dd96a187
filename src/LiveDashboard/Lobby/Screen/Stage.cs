using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Screen;

/// <summary>What a lobby screen's page is made of.</summary>
/// <param name="Contents">Beside figures, in each of the look's languages.</param>
/// <param name="Paired">The screen that it is; null: one for trying.</param>
/// <param name="Name">The screen's name, for when it is asked to identify itself; "" it has none.</param>
public sealed record Stage(
    ScreenLook Look, BoardState? Board, IReadOnlyDictionary<Language, LobbyContent> Contents, BuildId Build, StationTime Station)
{
    /// <summary>Of the paired screen; "" one for trying.</summary>
    public string ScreenId { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Of its look: another one is fetched.</summary>
    public long Profile { get; init; }

    public bool IsPaired => ScreenId.Length > 0;

    /// <summary>The panels of the playlist in the order in which they take turns: each in all its languages.</summary>
    public IEnumerable<(LobbyPanel Panel, Language Language)> Turns
    {
        get
        {
            var turns =
                from choice in Look.Panels
                from language in Look.Languages
                where choice.IsIn(language)
                select (choice.Panel, language);
            return turns.Any(turn => turn.Panel is ReachPanel) ? turns : turns.Append((new ReachPanel(), Look.Languages[0]));
        }
    }

    /// <summary>Whether the panel was asked for; how to reach the provider is there in any case, for when nothing else is.</summary>
    public bool IsAsked(LobbyPanel panel) => Look.Panels.Any(choice => choice.Panel.Name == panel.Name);
}

/// <summary>Reads what a screen shows, at one state of the board.</summary>
public sealed class StageReader(
    FigureBoards boards, Database database, ISaidAndDone said, IMeetings meetings, ITopics topics, IProgrammes programmes,
    StationTime station, BuildId build)
{
    public async Task<Stage> Read(ScreenLook look, CancellationToken ct)
    {
        var board = boards.Find(Visit.BoardName);
        await using var snapshot = await database.ReadSnapshot(ct);
        var all = await said.Read(snapshot.Connection, station.Now);
        var meeting = await meetings.Today(snapshot.Connection);
        return new Stage(
            look, board,
            look.Languages.ToDictionary(language => language, language => new LobbyContent(
                [.. all.Where(one => one.Language == language.Code)],
                board is null ? [] : topics.Shown(board, language, TopicsPanel.Most),
                board is null ? null : programmes.OfTheWeek(board, language, station.Today), meeting)),
            build, station);
    }
}
