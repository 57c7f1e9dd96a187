using System.Collections.Concurrent;

namespace LiveDashboard.Web;

/// <summary>The forums that can be joined now, which the home page says.</summary>
public sealed class OpenForum
{
    /// <summary>Where who has a code joins.</summary>
    public const string Address = "/join";

    private readonly ConcurrentDictionary<string, string> _names = new(); // by the forum's id

    /// <summary>The name of one of them; null when there is none.</summary>
    public string? Name => _names.Values.Order(StringComparer.Ordinal).FirstOrDefault();

    /// <param name="name">Null: it cannot be joined.</param>
    public void Tell(string forumId, string? name)
    {
        if (name is null) _names.TryRemove(forumId, out _);
        else _names[forumId] = name;
    }
}
