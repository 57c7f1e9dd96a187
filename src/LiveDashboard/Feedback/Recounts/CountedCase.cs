using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>An event as it is stored.</summary>
public sealed record StoredEvent
{
    public string CaseId { get; init; } = "";
    public long Seq { get; init; }
    public string Kind { get; init; } = "";
    public long At { get; init; }
    public long Day { get; init; }
    public string? CaseKind { get; init; }
    public string? CategoryId { get; init; }
    public string? AreaId { get; init; }
    public long? Voids { get; init; }

    /// <summary>
    /// Of number 0, which is no event: what the table says of the case, in the words of
    /// <see cref="CountedCase.ToString"/>.
    /// </summary>
    public string Clock { get; init; } = "";
}

/// <summary>A target as it is stored.</summary>
public sealed record StoredTarget
{
    public string Kind { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public long WithinMs { get; init; }
    public long ValidFrom { get; init; }
    public long? ValidTo { get; init; }
}

/// <summary>
/// Where a case stands, worked out from its events by plain steps. It says the same as the derivation in
/// <see cref="CaseAggregates"/> in another way, so that a mistake in one shows against the other.
/// </summary>
public sealed record CountedCase(
    string CaseId, string CaseKind, string CategoryId, string AreaId, long ReceivedAt, long ReceivedDay, long? DueAt,
    long? RepliedAt, long? RepliedDay, long? ResolvedAt, long Reopened, bool Excluded)
{
    /// <summary>Null when no message was received: every receipt was voided.</summary>
    public static CountedCase? From(IReadOnlyList<StoredEvent> events, IReadOnlyList<StoredTarget> targets)
    {
        var voided = events.Where(one => one.Voids is not null).Select(one => one.Voids!.Value).ToHashSet();
        var valid = events.Where(one => !voided.Contains(one.Seq)).ToArray();
        if (valid.LastOrDefault(one => one.Kind == EventKind.Received) is not { } received) return null;

        StoredEvent? reply = null;
        StoredEvent? resolution = null;
        StoredEvent? withholding = null;
        var reopened = 0L;
        foreach (var one in valid.OrderBy(one => one.At).ThenBy(one => one.Seq))
            switch (one.Kind)
            {
                case EventKind.Replied when one.At >= received.At: reply ??= one; break;
                case EventKind.Resolved: resolution = one; break;
                case EventKind.Reopened: resolution = null; reopened++; break;
                case EventKind.Withheld: withholding = one; break;
                case EventKind.Restored: withholding = null; break;
            }
        return new CountedCase(
            received.CaseId, received.CaseKind!, received.CategoryId!, received.AreaId!, received.At, received.Day,
            received.At + Target(received, targets)?.WithinMs, reply?.At, reply?.Day, resolution?.At, reopened, withholding is not null);
    }

    /// <summary>The case in words, as the recount's query puts a row of <c>case_clock</c>.</summary>
    public override string ToString() =>
        $"{CaseKind} {CategoryId} {AreaId} received {ReceivedAt} ({ReceivedDay})"
        + $" due {DueAt} replied {RepliedAt} ({RepliedDay}, {Bucket}) resolved {ResolvedAt}"
        + $" reopened {Reopened} excluded {(Excluded ? 1 : 0)}";

    /// <summary>The bucket of its duration; null while it waits.</summary>
    public long? Bucket => RepliedAt is { } at ? DurationBuckets.Of(at - ReceivedAt) : null;

    private static StoredTarget? Target(StoredEvent received, IReadOnlyList<StoredTarget> targets) =>
        targets.Where(target => target.Kind == "" || target.Kind == received.CaseKind)
            .Where(target => target.CategoryId == "" || target.CategoryId == received.CategoryId)
            .Where(target => target.ValidFrom <= received.At && !(target.ValidTo <= received.At))
            .OrderByDescending(target => target.CategoryId, StringComparer.Ordinal)
            .ThenByDescending(target => target.Kind, StringComparer.Ordinal)
            .ThenByDescending(target => target.ValidFrom).FirstOrDefault();

    /// <summary>The scopes that it counts in.</summary>
    public IEnumerable<(string Kind, string Id)> Scopes() => CaseKind is Cases.CaseKind.Concern or Cases.CaseKind.Question
        ? [("all", ""), ("category", CategoryId), ("area", AreaId)]
        : [("kind", CaseKind)];
}
