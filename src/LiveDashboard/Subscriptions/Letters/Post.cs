using System.Net;
using System.Net.Mail;
using System.Text;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Letters;

/// <summary>What became of a letter.</summary>
public enum Posted
{
    /// <summary>The mail server took it.</summary>
    Sent,
    /// <summary>This address is refused for good.</summary>
    NoSuchAddress,
    /// <summary>Not now: the server said so of this letter.</summary>
    Later,
    /// <summary>The server cannot be reached, or does not let us in: no letter goes now.</summary>
    Unreachable,
}

/// <summary>Gives letters to the mail server (SMTP, by the framework's own client).</summary>
public sealed class Post(IOptions<MailOptions> options, IOptions<ProviderOptions> provider)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Gives it one letter.</summary>
    /// <returns>What became of it, and what the server said.</returns>
    public async Task<(Posted Answer, string Said)> Send(DueLetter letter, CancellationToken ct)
    {
        var mail = options.Value;
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Encrypted };
        if (mail.User.Length > 0) client.Credentials = new NetworkCredential(mail.User, mail.Password);
        using var message = Message(letter);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(Patience);
        try
        {
            await client.SendMailAsync(message, late.Token);
            return (Posted.Sent, "");
        }
        catch (SmtpFailedRecipientException e)
        {
            return ((int)e.StatusCode is >= 550 and <= 553 ? Posted.NoSuchAddress : Posted.Later, e.StatusCode.ToString());
        }
        catch (SmtpException e) when (e.StatusCode is not (SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable
            or SmtpStatusCode.ServiceClosingTransmissionChannel or SmtpStatusCode.MustIssueStartTlsFirst) && e.InnerException is null)
        {
            return (Posted.Later, e.StatusCode.ToString());
        }
        catch (Exception e) when (e is SmtpException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (Posted.Unreachable, e.InnerException?.Message ?? e.Message);
        }
    }

    private MailMessage Message(DueLetter letter)
    {
        var mail = options.Value;
        var message = new MailMessage(new MailAddress(mail.From, provider.Value.Name, Encoding.UTF8), new MailAddress(letter.Address))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Body,
            BodyEncoding = Encoding.UTF8,
        };
        // The same for every try, so that one which comes twice can be told.
        message.Headers.Add("Message-ID", $"<{letter.Id}@{new Uri(mail.Site).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (letter.Stop.Length > 0)
        {
            message.Headers.Add("List-Unsubscribe", $"<{mail.Link($"/letters/stop/{letter.Stop}")}>"); // RFC 8058
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }
}
