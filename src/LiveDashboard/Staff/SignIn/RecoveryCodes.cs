using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// Ten codes of 80 random bits, each good once in the place of an authenticator's. Only hashes are stored.
/// </summary>
public static class RecoveryCodes
{
    public const int Count = 10;
    private const int Length = 16;
    private const int Group = 4;

    public static IReadOnlyList<string> New() =>
        [.. Enumerable.Range(0, Count).Select(_ =>
            string.Join('-', Secret.Typed(Length).Chunk(Group).Select(part => new string(part))))];

    /// <summary>What is stored of it; the same however it was typed.</summary>
    public static string Hash(string code) => Secret.Hash(
        new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));

    /// <summary>Makes these the only ones, in the transaction of why.</summary>
    public static async Task Replace(WriteTurn turn, string memberId, IReadOnlyList<string> hashes)
    {
        await turn.Connection.ExecuteAsync("DELETE FROM staff_recovery WHERE member_id = @memberId", new { memberId });
        foreach (var hash in hashes)
            await turn.Connection.ExecuteAsync(
                "INSERT INTO staff_recovery (member_id, code_hash) VALUES (@memberId, @hash)", new { memberId, hash });
    }

    /// <summary>Uses one up. False when there is none such.</summary>
    public static async Task<bool> Use(WriteTurn turn, string memberId, string code) =>
        await turn.Connection.ExecuteAsync(
        "DELETE FROM staff_recovery WHERE member_id = @memberId AND code_hash = @hash",
        new { memberId, hash = Hash(code) }) == 1;
}
