using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Letters;

/// <summary>The letter that asks whether letters are wanted: only who has the address can say yes.</summary>
public sealed class FirstLetter(IOptions<MailOptions> mail, IOptions<ProviderOptions> provider)
{
    public Letter Write(string subscriptionId, string address, Language text, string token) => new(
        subscriptionId, address, text.Say("letter.first.subject", provider.Value.Name),
        text.Say(
            "letter.first.body", provider.Value.Name, mail.Value.Link($"/{text.Code}/letters/{token}"),
            text.Count((long)SubscriptionStore.Asked.TotalHours)),
        "");
}
