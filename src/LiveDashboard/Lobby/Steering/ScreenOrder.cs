namespace LiveDashboard.Lobby.Steering;

/// <summary>What staff may ask of a screen.</summary>
public static class OrderKind
{
    /// <summary>A panel stays.</summary>
    public const string Pin = "pin";
    /// <summary>A line under the panels.</summary>
    public const string Notice = "notice";
    /// <summary>The whole screen; a second person must agree, unless an administrator asks.</summary>
    public const string Takeover = "takeover";
    public const string Blank = "blank";
    public const string Next = "next";
    /// <summary>Its name, for ten seconds.</summary>
    public const string Identify = "identify";
    public const string Reload = "reload";

    public static readonly IReadOnlyList<string> All = [Pin, Notice, Takeover, Blank, Next, Identify, Reload];

    /// <summary>Those that hold until their end; the others are carried out once.</summary>
    public static bool Stands(string kind) => kind is Pin or Notice or Takeover or Blank;
}

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>A second person must agree.</summary>
    Unconfirmed,
    /// <summary>The screen has a few seconds.</summary>
    Awaited,
    /// <summary>The screen said that it shows it.</summary>
    Done,
    /// <summary>The screen said that there is nothing to show.</summary>
    Refused,
    /// <summary>It did not say so in time.</summary>
    NotReceived,
    /// <summary>Over, or withdrawn.</summary>
    Over,
}

/// <summary>An order. Times are Unix milliseconds.</summary>
public sealed record ScreenOrder
{
    /// <summary>How long a screen has to say that it shows it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is carried out once is not carried out later than this.</summary>
    public static readonly TimeSpan OnceWithin = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Usual = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public const int LongestNotice = 120;
    public const int LongestTakeover = 240;

    public string Id { get; init; } = "";
    public string ScreenId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Value { get; init; } = "";
    public string Other { get; init; } = "";
    public string MemberId { get; init; } = "";
    public string IssuedBy { get; init; } = "";
    public long IssuedAt { get; init; }
    public long EndsAt { get; init; }
    public long? ConfirmedAt { get; init; }
    public string ConfirmedBy { get; init; } = "";
    public long? DoneAt { get; init; }
    public long? RefusedAt { get; init; }
    public long? WithdrawnAt { get; init; }

    public OrderState State(long now) =>
        WithdrawnAt is not null ? OrderState.Over
        : ConfirmedAt is null ? now < EndsAt ? OrderState.Unconfirmed : OrderState.Over
        : DoneAt is not null ? OrderKind.Stands(Kind) && now >= EndsAt ? OrderState.Over : OrderState.Done
        : RefusedAt is not null ? OrderState.Refused
        : now - ConfirmedAt <= (long)Patience.TotalMilliseconds ? OrderState.Awaited
        : OrderState.NotReceived;
}
