namespace LiveDashboard.Feedback.Desk.Queue.Reading;

/// <summary>A line of the queue. Times are Unix milliseconds.</summary>
public sealed record QueueItem
{
    public string Id { get; init; } = "";
    public string Reference { get; init; } = "";
    public string Kind { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    public string Queue { get; init; } = "";
    /// <summary>The beginning of what the resident said, or the subject of an imported case.</summary>
    public string Words { get; init; } = "";
    public long ReceivedAt { get; init; }
    public long? DueAt { get; init; }
    public long? RepliedAt { get; init; }
    public long Priority { get; init; }
    public string AssignedTo { get; init; } = "";
    public string AssignedName { get; init; } = "";
    public string HolderId { get; init; } = "";
    public string HolderName { get; init; } = "";
    /// <summary>How much longer it is held, by the real clock; 0: nobody holds it.</summary>
    public long HeldMinutes { get; init; }

    /// <summary>The same without what only those may know who see the case.</summary>
    public QueueItem WithoutWords() => new()
    {
        Id = Id,
        Queue = Queue,
        ReceivedAt = ReceivedAt,
        DueAt = DueAt,
        RepliedAt = RepliedAt,
    };
}

/// <summary>A page of the queue.</summary>
/// <param name="Count">How many fit the filter on all pages.</param>
/// <param name="Next">Where the next page begins; "" on the last.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, long Count, string Next);

/// <summary>What on the desk asks for somebody now.</summary>
public sealed record DeskAlerts
{
    /// <summary>All that wait.</summary>
    public long Waiting { get; init; }
    /// <summary>Waiting for over a day and nobody's.</summary>
    public long Unassigned { get; init; }
    /// <summary>Less than a quarter of the promised time is left, or less than an hour.</summary>
    public long Risk { get; init; }
    /// <summary>The promise is missed, and so is any new date that the resident was told.</summary>
    public long Missed { get; init; }

    public IEnumerable<(string Alert, long Count)> Some =>
        new[] { ("missed", Missed), ("risk", Risk), ("unassigned", Unassigned) }.Where(one => one.Item2 > 0);
}
