using LiveDashboard.Figures.Boards;

namespace LiveDashboard.Lobby.Panels;

/// <summary>
/// One thought that a lobby screen shows at a time. A new one is such a class, its template beside it, its line in
/// <see cref="LobbyPanels"/> and its name in the words (<c>lobby.panel.…</c>).
/// </summary>
public abstract class LobbyPanel
{
    /// <summary>In playlists and addresses: short, lower case.</summary>
    public abstract string Name { get; }

    /// <summary>The same as one letter, for addresses that are typed.</summary>
    public abstract char Letter { get; }

    /// <summary>Whether it holds live figures: they are taken away when they are too old to be told.</summary>
    public virtual bool Ages => true;

    /// <summary>The figure without which there is nothing to show: suppressed, empty or failed, the panel is skipped.</summary>
    public virtual string? Needs => null;

    /// <summary>Whether there is anything to show.</summary>
    public virtual bool Has(LobbyContent content) => true;

    /// <summary>Another text is another panel, which pages fetch anew: of what is not only figures.</summary>
    public virtual string Signature(BoardState? board, LobbyContent content) => "";

    /// <summary>Where its markup is.</summary>
    public string Template => $"/Lobby/Panels/_{char.ToUpperInvariant(Name[0])}{Name[1..]}.cshtml";
}
