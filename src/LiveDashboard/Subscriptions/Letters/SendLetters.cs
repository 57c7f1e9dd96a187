using LiveDashboard.Jobs;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Letters;

/// <summary>Sends what is due. A mail server that cannot be reached keeps nobody waiting and loses nothing.</summary>
public sealed class SendLetters(
    LetterBox box, Post post, SubscriptionStore subscriptions, IOptions<MailOptions> mail, TimeProvider clock) : IJob
{
    private static readonly TimeSpan AtATime = TimeSpan.FromSeconds(50);

    /// <exception cref="JobAlarmException">The mail server cannot be reached.</exception>
    public async Task Run(CancellationToken ct)
    {
        if (!mail.Value.IsOn) return;
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < AtATime && await box.Take(ct) is { } letter)
        {
            var (answer, said) = await post.Send(letter, ct);
            if (answer is Posted.Sent or Posted.NoSuchAddress) await box.Sent(letter, ct);
            else await box.PutBack(letter, ct);
            if (answer == Posted.NoSuchAddress && letter.Stop.Length > 0) await subscriptions.Stop(letter.Stop, ct);
            if (answer == Posted.Unreachable)
                throw new JobAlarmException(
                    $"The mail server {mail.Value.Host} cannot be reached ({said}); {await box.Waiting(ct)} letters wait.");
        }
    }
}
