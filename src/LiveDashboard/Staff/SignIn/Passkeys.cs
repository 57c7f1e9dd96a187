using Dapper;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Identity;

namespace LiveDashboard.Staff.SignIn;

/// <summary>What the browser is asked to do with a passkey.</summary>
/// <param name="Options">JSON for <c>navigator.credentials</c>.</param>
/// <param name="Challenge">Comes back with the answer.</param>
public sealed record PasskeyQuestion(string Options, string Challenge);

/// <summary>Asks for passkeys and checks the answers. A challenge is stored, good once, and for five minutes.</summary>
public sealed class Passkeys(
    IPasskeyHandler<StaffMember> handler, PasskeyStore store, AuditStore audit, ChallengeStore challenges)
{
    /// <summary>Asks for a new passkey of a person who is, or will be, staff.</summary>
    public async Task<PasskeyQuestion> AskForNew(string memberId, string name, HttpContext http)
    {
        var asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = memberId, Name = name, DisplayName = name }, http);
        return new(asked.CreationOptionsJson, await challenges.Keep(asked.AttestationState ?? "", http.RequestAborted));
    }

    /// <summary>The new passkey; null when the answer does not stand up.</summary>
    public async Task<UserPasskeyInfo?> New(string memberId, string challenge, string credential, HttpContext http)
    {
        if (await challenges.Take(challenge, http.RequestAborted) is not { } state) return null;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = credential,
            AttestationState = state,
        });
        return result.Succeeded && result.UserEntity?.Id == memberId ? result.Passkey : null;
    }

    /// <summary>Asks for any passkey that this site knows.</summary>
    public async Task<PasskeyQuestion> Ask(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return new(asked.RequestOptionsJson, await challenges.Keep(asked.AssertionState ?? "", http.RequestAborted));
    }

    /// <summary>Whose passkey answered; null when the answer does not stand up, which is recorded.</summary>
    public async Task<StaffMember?> Check(string challenge, string credential, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await challenges.Take(challenge, ct) is { } state)
        {
            var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
            {
                HttpContext = http,
                CredentialJson = credential,
                AssertionState = state,
            });
            if (result.Succeeded && result.User is { DisabledAt: null } member)
            {
                await store.AddOrUpdatePasskeyAsync(member, result.Passkey, ct);
                return member;
            }
        }
        await audit.Add(Actor.Nobody, AuditKind.SignInFailed, "", ct);
        return null;
    }
}

/// <summary>What passkeys were asked, until they answer.</summary>
public sealed class ChallengeStore(WriteLane lane, StaffClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public async Task<string> Keep(string state, CancellationToken ct)
    {
        var id = Secret.New();
        await lane.Write(turn => turn.Connection.ExecuteAsync(
            "INSERT INTO staff_challenge (id, state, expires_at) VALUES (@id, @state, @expires)",
            new { id, state, expires = (clock.Now + Life).ToUnixTimeMilliseconds() }), ct);
        return id;
    }

    /// <summary>Once; null when it is over.</summary>
    public Task<string?> Take(string id, CancellationToken ct) => lane.Write(turn =>
        turn.Connection.ExecuteScalarAsync<string?>(
            "DELETE FROM staff_challenge WHERE id = @id AND expires_at > @now RETURNING state",
            new { id, now = clock.NowMs }), ct);
}
