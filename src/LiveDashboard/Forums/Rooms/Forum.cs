namespace LiveDashboard.Forums.Rooms;

/// <summary>A meeting, as its host set it up and as it stands. Times are Unix milliseconds.</summary>
public sealed record Forum
{
    public string Id { get; init; } = "";
    /// <summary>Of the address of its public results.</summary>
    public string Slug { get; init; } = "";
    /// <summary>Six digits; null once it has ended.</summary>
    public string? Code { get; init; }
    /// <summary>Of replayed votes: their record, whose words are <c>forum.origin.…</c>; "" those of the people in the room.</summary>
    public string Origin { get; init; } = "";
    public string Name { get; init; } = "";
    public string Language { get; init; } = "";
    public long StartsAt { get; init; }
    /// <summary>One of <see cref="ForumState"/>.</summary>
    public string State { get; init; } = "";
    public long? OpenedAt { get; init; }
    public long? EndedAt { get; init; }
    /// <summary>1: what is voted now is a rehearsal and counts nowhere.</summary>
    public long Rehearsal { get; init; }
    /// <summary>One of <see cref="Rooms.Asking"/>.</summary>
    public string Asking { get; init; } = "";
    /// <summary>The poll that the room sees; null: none.</summary>
    public string? ShownPoll { get; init; }
    /// <summary>One of <see cref="ProjectorView"/>.</summary>
    public string View { get; init; } = "";
    /// <summary>One of <see cref="Rooms.Cover"/>.</summary>
    public string Cover { get; init; } = "";
    public string Notice { get; init; } = "";
    /// <summary>Goes up with every act of the hosts.</summary>
    public long Version { get; init; }
    /// <summary>The code that it had; "" while it has not ended.</summary>
    public string EndedCode { get; init; } = "";
    /// <summary>What the projector showed when it was frozen; "" nothing is kept.</summary>
    public string Picture { get; init; } = "";
    public string? SteeredBy { get; init; }
    public long SteeredUntil { get; init; }
}

/// <summary>Where a forum stands.</summary>
public static class ForumState
{
    /// <summary>Being prepared: who has the code is told when it starts.</summary>
    public const string Planned = "planned";
    public const string Open = "open";
    public const string Ended = "ended";
}

/// <summary>What may be asked.</summary>
public static class Asking
{
    public const string Off = "off";
    /// <summary>A question is seen once a moderator approved it.</summary>
    public const string Checked = "checked";
    /// <summary>A question is seen at once.</summary>
    public const string Open = "open";
    /// <summary>No new questions; those that are there can be supported.</summary>
    public const string Support = "support";

    public static readonly IReadOnlyList<string> All = [Off, Checked, Open, Support];
}

/// <summary>What the projector shows.</summary>
public static class ProjectorView
{
    /// <summary>How to join.</summary>
    public const string Join = "join";
    public const string Poll = "poll";
    public const string Questions = "questions";
    /// <summary>What earlier forums were promised, and what became of it.</summary>
    public const string Promises = "promises";

    public static readonly IReadOnlyList<string> All = [Join, Poll, Questions, Promises];
}

/// <summary>What lies over the projector's view.</summary>
public static class Cover
{
    public const string None = "";
    /// <summary>Dark, but for how to join.</summary>
    public const string Blank = "blank";
    /// <summary>The last picture, and that the host has paused it.</summary>
    public const string Frozen = "frozen";

    public static readonly IReadOnlyList<string> All = [None, Blank, Frozen];
}
