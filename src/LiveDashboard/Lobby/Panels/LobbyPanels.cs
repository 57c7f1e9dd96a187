using LiveDashboard.Figures.Boards;

namespace LiveDashboard.Lobby.Panels;

/// <summary>All panels that there are, in the order in which a new screen shows them.</summary>
public static class LobbyPanels
{
    public static readonly IReadOnlyList<LobbyPanel> All =
        [new ReplyPanel(), new WaitingPanel(), new SaidPanel(), new TopicsPanel(), new InitiativePanel(), new ForumPanel(),
         new ReachPanel()];

    /// <summary>By its name or its letter; null when there is none.</summary>
    public static LobbyPanel? Find(string name) => All.FirstOrDefault(panel =>
        panel.Name == name || (name.Length == 1 && panel.Letter == char.ToUpperInvariant(name[0])));
}

/// <summary>How long an answer takes, with the trend of thirty days.</summary>
public sealed class ReplyPanel : LobbyPanel
{
    public override string Name => "reply";
    public override char Letter => 'A';
    public override string Needs => "median";
}

/// <summary>Who waits now, and how long.</summary>
public sealed class WaitingPanel : LobbyPanel
{
    public override string Name => "waiting";
    public override char Letter => 'B';
    public override string Needs => "waiting";
}

/// <summary>What residents said and what was done: one of the texts that were approved for the lobby at each turn.</summary>
public sealed class SaidPanel : LobbyPanel
{
    public override string Name => "said";
    public override char Letter => 'C';
    public override bool Ages => false;
    public override bool Has(LobbyContent content) => content.Said.Count > 0;
    public override string Signature(BoardState? board, LobbyContent content) =>
        LobbyFigures.Signature(string.Join('\n', content.Said));
}

/// <summary>The five topics with most messages.</summary>
public sealed class TopicsPanel : LobbyPanel
{
    public const int Most = 5;

    public override string Name => "topics";
    public override char Letter => 'D';
    public override bool Has(LobbyContent content) => content.Topics.Count > 1;
    public override string Signature(BoardState? board, LobbyContent content) =>
        LobbyFigures.Signature(string.Join('\n', content.Topics));
}

/// <summary>What the provider does with its community: one initiative, another each week.</summary>
public sealed class InitiativePanel : LobbyPanel
{
    /// <summary>The figure that is another when other initiatives are shown (lobby.js).</summary>
    public const string Rows = "initiatives-rows";

    public override string Name => "initiative";
    public override char Letter => 'E';
    public override bool Has(LobbyContent content) => content.Programme is not null;
    public override string Signature(BoardState? board, LobbyContent content) =>
        content.Programme is { } programme ? LobbyFigures.Signature(programme.ToString()) : "";
}

/// <summary>Today's forum: when, where to join, and after its end where its results are.</summary>
public sealed class ForumPanel : LobbyPanel
{
    public override string Name => "forum";
    public override char Letter => 'F';
    public override bool Ages => false;
    public override bool Has(LobbyContent content) => content.Meeting is not null;
    public override string Signature(BoardState? board, LobbyContent content) =>
        content.Meeting is { } meeting ? LobbyFigures.Signature(meeting.ToString()) : "";
}

/// <summary>How to reach the provider. It needs nothing, so there is always something to show.</summary>
public sealed class ReachPanel : LobbyPanel
{
    public override string Name => "reach";
    public override char Letter => 'G';
    public override bool Ages => false;
}
