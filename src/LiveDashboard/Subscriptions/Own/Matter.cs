namespace LiveDashboard.Subscriptions.Own;

/// <summary>Something of somebody's own that letters can be of: <c>case:…</c>, <c>place:…</c>.</summary>
/// <param name="Kind">Its words are <c>letters.own.{Kind}</c> on the page that begins or ends its letters.</param>
/// <param name="Key">Tells it from others of its kind; no letter and no page shows it.</param>
public sealed record Matter(string Kind, string Key)
{
    public override string ToString() => $"{Kind}:{Key}";
}

/// <summary>What a letter says of a matter, without how to end it.</summary>
public sealed record Told(string Subject, string Body);
