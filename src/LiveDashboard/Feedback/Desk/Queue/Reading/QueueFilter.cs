using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveDashboard.Feedback.Desk.Queue.Reading;

/// <summary>Which cases the queue shows; "" means any.</summary>
public sealed record QueueFilter
{
    public static readonly IReadOnlyList<string> Views = ["waiting", "answered", "mine", "withheld"];
    public static readonly IReadOnlyList<string> Queues = [CaseQueues.Desk, CaseQueues.Restricted, CaseQueues.Independent];
    public static readonly IReadOnlyList<string> Holders = ["me", "nobody"];
    public static readonly IReadOnlyList<string> Alerts = ["unassigned", "risk", "missed"];

    /// <summary>waiting, answered (and still open), mine, or withheld.</summary>
    public string View { get; init; } = "waiting";
    public string Queue { get; init; } = "";
    public string Category { get; init; } = "";
    public string Area { get; init; } = "";
    public string Kind { get; init; } = "";
    /// <summary>me or nobody.</summary>
    public string Who { get; init; } = "";
    public bool High { get; init; }
    /// <summary>unassigned (for over a day), risk, or missed (and not told); of those who wait.</summary>
    public string Alert { get; init; } = "";
    /// <summary>The last case of the page before, as time and id; "" for the first page.</summary>
    public string After { get; init; } = "";

    public static QueueFilter Read(IQueryCollection asked) => new()
    {
        View = One(asked, "view", Views) is { Length: > 0 } view ? view : "waiting",
        Queue = One(asked, "queue", Queues),
        Category = Any(asked, "category"),
        Area = Any(asked, "area"),
        Kind = One(asked, "kind", CaseKind.All),
        Who = One(asked, "who", Holders),
        High = Any(asked, "high").Length > 0,
        Alert = One(asked, "alert", Alerts),
        After = Any(asked, "after"),
    };

    /// <summary>Whether anything but the view is asked for.</summary>
    public bool IsNarrow => this with { View = "waiting", After = "" } != new QueueFilter();

    /// <summary>Whether it asks for what a line without words must not tell.</summary>
    public bool AsksForWords => Category.Length + Area.Length + Kind.Length > 0;

    /// <summary>The last case of the page before: its time in Unix milliseconds, and its id.</summary>
    public (long At, string Id) Cursor => After.Split('.', 2) is [var at, var id]
        && long.TryParse(at, CultureInfo.InvariantCulture, out var time) ? (time, id) : (-1, "");

    public string Path(string page = "/staff/desk") => QueryHelpers.AddQueryString(page, Fields());

    public Dictionary<string, string?> Fields()
    {
        var fields = new Dictionary<string, string?>();
        if (View != "waiting") fields["view"] = View;
        foreach (var (name, value) in new[]
        {
            ("queue", Queue), ("category", Category), ("area", Area), ("kind", Kind), ("who", Who), ("high", High ? "1" : ""),
            ("alert", Alert), ("after", After),
        })
            if (value.Length > 0) fields[name] = value;
        return fields;
    }

    private static string Any(IQueryCollection asked, string name) =>
        asked[name] is [{ Length: <= 100 } value, ..] && !value.Contains('\0', StringComparison.Ordinal) ? value : "";

    private static string One(IQueryCollection asked, string name, IReadOnlyList<string> known) =>
        Any(asked, name) is var value && known.Contains(value) ? value : "";
}
