using System.Security.Claims;
using System.Text.Encodings.Web;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Feedback.Ingest.Keys;

/// <summary>Tells whose key a request carries: <c>Authorization: Bearer ldk_…</c>, and nowhere else.</summary>
public sealed partial class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    ApiKeyStore keys, FailedKeys failed, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";
    public const string ScopeClaim = "scope";

    private const string Bearer = "Bearer ";
    private string _why = "Send a key as Authorization: Bearer ldk_….";
    private TimeSpan? _wait;

    /// <summary>The key of this request, once it was let in.</summary>
    public static ApiKey KeyOf(HttpContext http) =>
        http.Features.Get<ApiKey>() ?? throw new InvalidOperationException("No key was asked for.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Pages need no key, whatever headers their visitors send.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null) return AuthenticateResult.NoResult();
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            _wait = failed.Count(Context.Connection.RemoteIpAddress);
            return AuthenticateResult.NoResult();
        }

        var sent = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? ApiSecret.Parse(header[Bearer.Length..].Trim()) : null;
        var key = sent is null ? null : await keys.Find(sent.Id, Context.RequestAborted);
        // Whether a key has ended is told only to who holds it.
        _why = sent is null || key is null || !key.Opens(sent.Secret)
            ? "There is no such key."
            : key.Over(clock.GetUtcNow()) ?? "";
        if (_why.Length > 0)
        {
            // A good key is let in however often others failed from the same address: behind a proxy they share one.
            _wait = failed.Count(Context.Connection.RemoteIpAddress);
            if (_wait is null) Refused(Logger, _why);
            return AuthenticateResult.Fail(_why);
        }

        Context.Features.Set(key);
        var who = new ClaimsIdentity(key!.ScopeList.Select(scope => new Claim(ScopeClaim, scope)), Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(who), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (_wait is { } wait)
        {
            await RateLimits.TooMany(Context, wait, "Too many requests without a good key came from your address.");
            return;
        }
        var sent = Request.Headers.Authorization.Count > 0;
        Response.Headers[HeaderNames.WWWAuthenticate] =
            $"Bearer realm=\"LiveDashboard\"{(sent ? $", error=\"invalid_token\", error_description=\"{_why}\"" : "")}";
        await Problems.Write(Context, StatusCodes.Status401Unauthorized, "no-key", "A good key is needed", _why);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = string.Join(
            ' ', Context.GetEndpoint()!.Metadata.GetOrderedMetadata<NeededScope>().Select(scope => scope.Scope));
        Response.Headers[HeaderNames.WWWAuthenticate] =
            $"Bearer realm=\"LiveDashboard\", error=\"insufficient_scope\", scope=\"{needed}\"";
        return Problems.Write(
            Context, StatusCodes.Status403Forbidden, "wrong-scope", "The key may not do this",
            $"This needs a key with the scope {needed}.");
    }

    // Neither key nor address: an address is personal, and half a key is half a secret.
    [LoggerMessage(LogLevel.Warning, "A request for the interface was refused: {Why}")]
    private static partial void Refused(ILogger log, string why);
}

/// <summary>The scope that an endpoint asks of a key.</summary>
public sealed record NeededScope(string Scope);

public static class ApiKeyConventions
{
    /// <summary>Lets in only who holds a good key of this scope.</summary>
    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(ApiKeyHandler.Name)
            .RequireClaim(ApiKeyHandler.ScopeClaim, scope))
        .WithMetadata(new NeededScope(scope));
}
