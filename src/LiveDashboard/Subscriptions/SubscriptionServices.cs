using LiveDashboard.Jobs;
using LiveDashboard.Subscriptions.Digests;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Subscriptions.Own;
using LiveDashboard.Subscriptions.Pages;

namespace LiveDashboard.Subscriptions;

/// <summary>What the slice adds to the program.</summary>
public static class SubscriptionServices
{
    public static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations()
            .Validate(
                mail => mail.IsWhole,
                "Mail:Host is set, so Mail:From must be an e-mail address, and Mail:Site where this page is found, as in https://northgate.example.")
            .ValidateOnStart();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<SubscribeLimit>();
        services.AddSingleton<FirstLetter>();
        services.AddSingleton<Asking>();
        services.AddSingleton<OwnLetters>();
        services.AddSingleton<LetterBox>();
        services.AddSingleton<Post>();
        services.AddSingleton<DigestLetter>();
        services.AddRetention<UnconfirmedSubscriptions>();
    }

    /// <summary>Ends a subscription in one click from a mail program (RFC 8058), or leads a reader to the page that does.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/letters/stop/{token}", async (string token, SubscriptionStore store, CancellationToken ct) =>
        {
            await store.Stop(token, ct);
            return TypedResults.Ok(); // also where it was ended before: nothing is left to do
        }).ExcludeFromDescription();
        app.MapGet("/letters/stop/{token}", async (string token, SubscriptionStore store, CancellationToken ct) =>
            TypedResults.Redirect($"/{(await store.Find(token, ct))?.Language ?? "en"}/letters/{Uri.EscapeDataString(token)}"))
            .ExcludeFromDescription();
    }
}

/// <summary>Who was asked and never said yes is forgotten.</summary>
public sealed class UnconfirmedSubscriptions(SubscriptionStore store) : IRetention
{
    public string Rule => "an address that did not confirm its letters is forgotten after 48 hours";

    public Task Prune(CancellationToken ct) => store.Prune(ct);
}
