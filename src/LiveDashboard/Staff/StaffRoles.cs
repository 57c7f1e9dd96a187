using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Staff;

/// <summary>What a member of staff is. Each has one role.</summary>
public static class StaffRole
{
    public const string Viewer = "viewer";
    public const string Officer = "officer";
    public const string Moderator = "moderator";
    public const string Host = "host";
    public const string Publisher = "publisher";
    public const string Admin = "admin";

    /// <summary>From the one who may least to the one who may all.</summary>
    public static readonly IReadOnlyList<string> All = [Viewer, Officer, Moderator, Host, Publisher, Admin];
}

/// <summary>What a route under /staff asks of who is signed in. Every slice uses these names.</summary>
public static class StaffPolicy
{
    /// <summary>See the staff pages: everybody who is staff.</summary>
    public const string View = "staff:view";

    /// <summary>Answer residents.</summary>
    public const string Answer = "staff:answer";

    /// <summary>Decide what residents wrote is shown in public.</summary>
    public const string Moderate = "staff:moderate";

    /// <summary>Run forums and screens.</summary>
    public const string Host = "staff:host";

    /// <summary>Enter readings of initiatives, and publish.</summary>
    public const string Publish = "staff:publish";

    /// <summary>Accounts, sessions and the record of what was done.</summary>
    public const string Administer = "staff:administer";

    /// <summary>Which roles each lets in.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Roles =
        new Dictionary<string, IReadOnlyList<string>>
        {
            [View] = StaffRole.All,
            [Answer] = [StaffRole.Officer, StaffRole.Admin],
            [Moderate] = [StaffRole.Moderator, StaffRole.Admin],
            [Host] = [StaffRole.Host, StaffRole.Admin],
            [Publish] = [StaffRole.Publisher, StaffRole.Admin],
            [Administer] = [StaffRole.Admin],
        };

    /// <summary>
    /// Adds them, and the rule for every route that asks for none: under /staff it lets in nobody. Where there is no
    /// route there is nothing to keep from anybody, and the answer is that it is missing.
    /// </summary>
    public static void AddTo(AuthorizationOptions authorization)
    {
        foreach (var (name, roles) in Roles)
            authorization.AddPolicy(name, policy => policy
                .AddAuthenticationSchemes(Sessions.SessionHandler.Name).RequireAuthenticatedUser().RequireRole(roles));
        authorization.FallbackPolicy = new AuthorizationPolicyBuilder(Sessions.SessionHandler.Name)
            .RequireAssertion(asked => asked.Resource is HttpContext http
                && (http.GetEndpoint() is null || !StaffServices.IsStaff(http.Request)))
            .Build();
    }
}
