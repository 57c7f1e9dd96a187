using System.Collections.Concurrent;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Projector;

/// <summary>Whether the big screen shows what it should.</summary>
public enum ScreenState
{
    Confirmed,
    /// <summary>It has a few seconds to say so.</summary>
    Awaited,
    /// <summary>It has not said so in time: look at it.</summary>
    Unconfirmed,
}

/// <summary>What the big screens last said that they show. In memory: who asks again a second later knows more.</summary>
public sealed class SeenScenes(ForumClock clock)
{
    /// <summary>How long a screen may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Of how many forums at most it is known; more are not held at once.</summary>
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, (string Scene, DateTimeOffset At)> _seen = new();
    private readonly ConcurrentDictionary<string, (string Scene, DateTimeOffset Since)> _awaited = new();

    /// <summary>A screen of this forum shows this scene.</summary>
    public void Saw(string forumId, string scene)
    {
        if (_seen.Count >= Most) _seen.TryRemove(_seen.MinBy(one => one.Value.At).Key, out _);
        _seen[forumId] = (scene, clock.GetUtcNow());
    }

    /// <summary>Whether a screen shows the scene, and since when it says so.</summary>
    public (ScreenState State, DateTimeOffset At) Of(string forumId, string scene)
    {
        if (_seen.TryGetValue(forumId, out var seen) && seen.Scene == scene) return (ScreenState.Confirmed, seen.At);
        var now = clock.GetUtcNow();
        if (_awaited.Count >= Most) _awaited.TryRemove(_awaited.MinBy(one => one.Value.Since).Key, out _);
        var awaited = _awaited.AddOrUpdate(
            forumId, _ => (scene, now), (_, known) => known.Scene == scene ? known : (scene, now));
        return (now - awaited.Since > Patience ? ScreenState.Unconfirmed : ScreenState.Awaited, awaited.Since);
    }
}

/// <summary>A screen tells of each scene once; more is no screen.</summary>
public sealed class SeenLimit() : VisitorLimit(240);
