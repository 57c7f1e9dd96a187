using Dapper;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.Accounts;

/// <summary>What a member of staff sees of the own account.</summary>
public sealed class OwnAccount(Database database, MemberStore members, PasskeyStore passkeys)
{
    public Task<IReadOnlyList<ListedPasskey>> ListPasskeys(string memberId, CancellationToken ct) =>
        passkeys.List(memberId, ct);

    /// <summary>Whether there is a password, and how many recovery codes are left.</summary>
    public async Task<(bool HasPassword, long CodesLeft)> PasswordState(string memberId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var codes = await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM staff_recovery WHERE member_id = @memberId", new { memberId });
        return ((await members.Find(memberId, ct))?.PasswordHash is not null, codes);
    }

    public Task ChooseLanguage(string memberId, string language, CancellationToken ct) =>
        members.ChooseLanguage(memberId, language, ct);
}
