using System.Data.Common;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Panels;

/// <summary>What a resident said and what was done, as it was approved for the lobby.</summary>
/// <param name="Language">That it is written in.</param>
/// <param name="Done">The station day; null where it is not closed.</param>
/// <param name="Days">From the message to that day.</param>
public sealed record SaidAndDone(string Said, string Did, string Language, DateOnly? Done, long Days);

/// <summary>A forum of today.</summary>
/// <param name="State">planned, open or ended.</param>
/// <param name="Code">Six digits; "" once it has ended.</param>
/// <param name="StartsAt">Unix milliseconds.</param>
/// <param name="Results">The address of its results, under the language; "" before the end.</param>
public sealed record Meeting(string Name, string State, string Code, long StartsAt, string Results);

/// <summary>A topic whose reply time may be shown.</summary>
/// <param name="Key">The beginning of its figures' keys.</param>
public sealed record Topic(string Key, string Name);

/// <summary>An initiative whose first metric may be shown.</summary>
/// <param name="Key">The beginning of its figures' keys.</param>
/// <param name="Language">That its words are in.</param>
/// <param name="IsInvented">Made up for the demonstration.</param>
public sealed record Programme(string Key, string Name, string Goal, string Language, bool IsInvented);

/// <summary>What panels show beside figures, in one language.</summary>
public sealed record LobbyContent(
    IReadOnlyList<SaidAndDone> Said, IReadOnlyList<Topic> Topics, Programme? Programme, Meeting? Meeting);

/// <summary>Texts that may be shown in a lobby. The composition root knows where they are.</summary>
public interface ISaidAndDone
{
    /// <summary>The newest of all languages, those that are too long for a screen left out.</summary>
    Task<IReadOnlyList<SaidAndDone>> Read(DbConnection db, DateTimeOffset now);
}

/// <summary>The meetings of today. The composition root knows where they are.</summary>
public interface IMeetings
{
    /// <summary>The open one, or the next of today, or the one that has just ended; null when there is none.</summary>
    Task<Meeting?> Today(DbConnection db);
}

/// <summary>What the provider does with its community. The composition root knows where it is.</summary>
public interface IProgrammes
{
    /// <summary>Of those that the home page shows, the one of the week of <paramref name="day"/>; null when there is none.</summary>
    Programme? OfTheWeek(BoardState board, Language language, DateOnly day);
}

/// <summary>What replies are timed by. The composition root knows where it is.</summary>
public interface ITopics
{
    /// <summary>Those that may be shown, the largest first.</summary>
    IReadOnlyList<Topic> Shown(BoardState board, Language language, int most);
}
