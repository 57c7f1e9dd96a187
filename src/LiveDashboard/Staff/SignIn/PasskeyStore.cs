using System.Text.Json;
using Dapper;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Identity;

namespace LiveDashboard.Staff.SignIn;

/// <summary>A passkey as its owner sees it. Times are Unix milliseconds.</summary>
public sealed record ListedPasskey
{
    public string CredentialId { get; init; } = "";
    public long CreatedAt { get; init; }
    public long? UsedAt { get; init; }
}

/// <summary>
/// Passkeys, and what ASP.NET Core Identity must find to check one. It changes nobody: accounts have a store of their
/// own, so what would change them is not supported here.
/// </summary>
public sealed class PasskeyStore(Database database, WriteLane lane, StaffClock clock, MemberStore members)
    : IUserPasskeyStore<StaffMember>
{
    /// <summary>As many as anybody needs.</summary>
    public const int Most = 10;

    /// <summary>What is kept of a passkey beside its id.</summary>
    private sealed record Data(
        byte[] PublicKey, uint SignCount, string[]? Transports, bool Verified, bool MayBackUp, bool BackedUp,
        byte[] Attestation, byte[] ClientData);

    public async Task<IReadOnlyList<ListedPasskey>> List(string memberId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ListedPasskey>(
            """
            SELECT credential_id, created_at, used_at
              FROM staff_passkey
             WHERE member_id = @memberId
             ORDER BY created_at, credential_id
            """,
            new { memberId })).AsList();
    }

    /// <summary>Adds one, in the transaction of why.</summary>
    public static Task Add(WriteTurn turn, string memberId, UserPasskeyInfo passkey, long now) =>
        turn.Connection.ExecuteAsync(
        """
        INSERT INTO staff_passkey (credential_id, member_id, data, created_at, used_at)
        VALUES (@id, @memberId, @data, @now, NULL)
        """,
        new { id = Convert.ToHexString(passkey.CredentialId), memberId, data = Write(passkey), now });

    /// <summary>Remembers a use: a count that does not grow tells that the passkey was copied.</summary>
    public Task AddOrUpdatePasskeyAsync(StaffMember user, UserPasskeyInfo passkey,
        CancellationToken cancellationToken) =>
        lane.Write(turn => turn.Connection.ExecuteAsync(
            "UPDATE staff_passkey SET data = @data, used_at = @now WHERE credential_id = @id AND member_id = @member",
            new
            {
                id = Convert.ToHexString(passkey.CredentialId),
                member = user.Id,
                data = Write(passkey),
                now = clock.NowMs,
            }), cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return [.. (await db.QueryAsync<(string, string, long)>(
            "SELECT credential_id, data, created_at FROM staff_passkey WHERE member_id = @id", new { id = user.Id }))
                .Select(Read)];
    }

    public async Task<StaffMember?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var id = await db.ExecuteScalarAsync<string?>(
            "SELECT member_id FROM staff_passkey WHERE credential_id = @id",
                new { id = Convert.ToHexString(credentialId) });
        return id is null ? null : await members.Find(id, cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        StaffMember user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return (await db.QueryAsync<(string, string, long)>(
            """
            SELECT credential_id, data, created_at
              FROM staff_passkey
             WHERE credential_id = @id AND member_id = @member
            """,
            new { id = Convert.ToHexString(credentialId), member = user.Id })).Select(Read).SingleOrDefault();
    }

    public Task<StaffMember?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        members.Find(userId, cancellationToken);

    public Task<StaffMember?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        members.FindByName(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(StaffMember user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(StaffMember user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(StaffMember user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(StaffMember.KeyOf(user.Name));

    public Task RemovePasskeyAsync(StaffMember user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetUserNameAsync(StaffMember user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(StaffMember user, string? normalizedName,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Nothing is held open.</summary>
    public void Dispose()
    {
    }

    private static string Write(UserPasskeyInfo passkey) => JsonSerializer.Serialize(new Data(
        passkey.PublicKey, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible,
        passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson));

    private static UserPasskeyInfo Read((string Id, string Data, long CreatedAt) row)
    {
        var data = JsonSerializer.Deserialize<Data>(row.Data)!;
        return new UserPasskeyInfo(
            Convert.FromHexString(row.Id), data.PublicKey, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            data.SignCount, data.Transports, data.Verified, data.MayBackUp, data.BackedUp, data.Attestation,
                data.ClientData);
    }
}
