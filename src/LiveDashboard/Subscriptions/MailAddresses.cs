using System.Net.Mail;

namespace LiveDashboard.Subscriptions;

/// <summary>Addresses that letters can be sent to.</summary>
public static class MailAddresses
{
    /// <summary>RFC 5321, 4.5.3.1.3.</summary>
    public const int Longest = 254;

    /// <summary>
    /// As somebody typed it, with the server's name in small letters; null when no letter would reach it. Names of one
    /// part, quoted ones and those beyond ASCII are none that a resident has and every server takes.
    /// </summary>
    public static string? Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length is 0 or > Longest || !text.All(c => char.IsAsciiLetterOrDigit(c) || "@.!#$%&'*+/=?^_`{|}~-".Contains(c))
            || !MailAddress.TryCreate(text, out var address) || address.Address != text) return null;
        var host = address.Host.ToLowerInvariant();
        return Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.') && !host.EndsWith('.')
            ? $"{address.User}@{host}" : null;
    }
}
