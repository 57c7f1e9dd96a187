using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Staff;

/// <summary>Sign-in of staff; the section <c>Staff</c> of the configuration.</summary>
public sealed class StaffOptions : IValidatableObject
{
    public const string Section = "Staff";

    /// <summary>
    /// Where staff reach this instance, as in <c>https://live.example.org</c>: links for invitations begin with it, and
    /// passkeys are bound to its host. Empty: as the browser asks.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>
    /// A certificate with its private key (PKCS#12) that encrypts the stored form keys. Empty: plain.
    /// </summary>
    public string KeyCertificate { get; set; } = "";

    /// <summary>The password of <see cref="KeyCertificate"/>.</summary>
    public string KeyCertificatePassword { get; set; } = "";

    public Uri? Site => Uri.TryCreate(Address, UriKind.Absolute, out var site) ? site : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0 && Site is not { Scheme: "http" or "https", AbsolutePath: "/", Query: "" })
            yield return new ValidationResult("Staff:Address is not an address; write it as https://live.example.org.");
        if (KeyCertificate.Length > 0 && !File.Exists(KeyCertificate))
            yield return new ValidationResult("Staff:KeyCertificate names a file that is not there.");
    }
}
