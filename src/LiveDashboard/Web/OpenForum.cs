using System.Collections.Concurrent;

namespace LiveDashboard.Web;

/// <summary>A forum that can be joined now, as the home page says it.</summary>
/// <param name="Code">Where everybody may come in without having seen the big screen; else null.</param>
public sealed record JoinableForum(string Name, string? Code);

/// <summary>The forums that can be joined now, which the home page says.</summary>
public sealed class OpenForum
{
    /// <summary>Where who has a code joins.</summary>
    public const string Address = "/join";

    private readonly ConcurrentDictionary<string, JoinableForum> _forums = new(); // by the forum's id

    /// <summary>One of them; null when there is none.</summary>
    public JoinableForum? Now => _forums.Values.MinBy(forum => forum.Name, StringComparer.Ordinal);

    /// <param name="forum">Null: it cannot be joined.</param>
    public void Tell(string forumId, JoinableForum? forum)
    {
        if (forum is null) _forums.TryRemove(forumId, out _);
        else _forums[forumId] = forum;
    }
}
