using System.Security.Cryptography.X509Certificates;
using LiveDashboard.Jobs;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Operations;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Staff;

/// <summary>What the slice adds to the program.</summary>
public static class StaffServices
{
    public static void AddStaff(this IServiceCollection services)
    {
        services.AddOptions<StaffOptions>().BindConfiguration(StaffOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new StaffClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MemberStore>();
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<OwnWays>();
        services.AddScoped<OwnAccount>();
        services.AddSingleton<Arrival>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<OperationsStore>();
        services.AddRetention<SessionStore>();
        services.AddSignIn();
        services.AddProtection();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null);
        services.AddAuthorization(StaffPolicy.AddTo);
    }

    /// <summary>Whether a request is for what only staff may see.</summary>
    public static bool IsStaff(HttpRequest request) =>
        request.Path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase);

    /// <summary>Before visitors come: whether the public pages show a way in.</summary>
    public static async Task PrepareStaff(this IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<StaffEntrance>().Open = await services.GetRequiredService<MemberStore>().Any(ct);

    private static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<Credentials>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<NewPasswords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<ChallengeStore>();
        services.AddSingleton<IPasswordHasher<StaffMember>, PasswordHasher<StaffMember>>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Passwords.Rounds);
        // Of Identity, only what checks passkeys and hashes passwords.
        services.AddIdentityCore<StaffMember>();
        services.AddScoped<PasskeyStore>();
        services.AddScoped<IUserStore<StaffMember>>(provider => provider.GetRequiredService<PasskeyStore>());
        services.AddScoped<IPasskeyHandler<StaffMember>, PasskeyHandler<StaffMember>>();
        services.AddScoped<Passkeys>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<StaffOptions>>((passkeys, staff) =>
        {
            passkeys.ServerDomain = staff.Value.Site?.Host;
            passkeys.UserVerificationRequirement = "required"; // it is both factors at once
            passkeys.ResidentKeyRequirement = "required"; // nobody has to type a name
        });
    }

    /// <summary>Form keys in the database, so that they outlive a restart and all nodes share them.</summary>
    private static void AddProtection(this IServiceCollection services)
    {
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "__Host-form";
            // Always would refuse http://localhost, which is a safe place; StaffFrame makes the cookie Secure all the
            // same.
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.Path = "/";
        });
        services.AddDataProtection().SetApplicationName("LiveDashboard");
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys, IOptions<StaffOptions>, ILoggerFactory>(
            (keys, stored, staff, logs) =>
            {
                keys.XmlRepository = stored;
                if (staff.Value.KeyCertificate.Length > 0)
                    keys.XmlEncryptor = new Microsoft.AspNetCore.DataProtection.XmlEncryption.CertificateXmlEncryptor(
                        X509CertificateLoader.LoadPkcs12FromFile(staff.Value.KeyCertificate,
                            staff.Value.KeyCertificatePassword),
                        logs);
            });
    }
}
