namespace LiveDashboard.Subscriptions.Letters;

/// <summary>A letter as it is sent: plain text.</summary>
/// <param name="SubscriptionId">What it is of, and goes with.</param>
/// <param name="Stop">The token that ends the subscription; "" there is nothing to end.</param>
public sealed record Letter(string SubscriptionId, string Address, string Subject, string Body, string Stop);

/// <summary>A letter that was taken out of the box to be sent.</summary>
public sealed record DueLetter
{
    public string Id { get; init; } = "";
    public string SubscriptionId { get; init; } = "";
    public string Address { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Body { get; init; } = "";
    public string Stop { get; init; } = "";
    public long Tries { get; init; }
}
