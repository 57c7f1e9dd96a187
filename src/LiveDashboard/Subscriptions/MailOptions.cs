using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Subscriptions;

/// <summary>The mail server that letters go through; the section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The server's name. Empty: no letters are offered.</summary>
    [StringLength(200)] public string Host { get; set; } = "";

    [Range(1, 65535)] public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS). Off only for a server on this machine.</summary>
    public bool Encrypted { get; set; } = true;

    /// <summary>Empty: no sign-in.</summary>
    [StringLength(200)] public string User { get; set; } = "";
    [StringLength(500)] public string Password { get; set; } = "";

    /// <summary>Whose letters they are, e.g. <c>news@northgate.example</c>.</summary>
    [StringLength(254)] public string From { get; set; } = "";

    /// <summary>Where this page is found, for the links in letters, e.g. <c>https://northgate.example</c>.</summary>
    [StringLength(200)] public string Site { get; set; } = "";

    public bool IsOn => Host.Length > 0;

    /// <summary>Whether all is said that letters need.</summary>
    public bool IsWhole => !IsOn || (MailAddresses.Read(From) is not null
        && Uri.TryCreate(Site, UriKind.Absolute, out var site) && site.Scheme is "https" or "http"
        && site.PathAndQuery == "/" && site.Fragment.Length == 0);

    /// <summary>An address of this site for a letter.</summary>
    public string Link(string path) => Site.TrimEnd('/') + path;
}
