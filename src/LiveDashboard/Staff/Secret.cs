using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveDashboard.Staff;

/// <summary>Random text that opens something, and the hash that is stored of it.</summary>
public static class Secret
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>256 random bits, fit for a cookie or a fragment.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Random letters and digits that a person can type; five bits each.</summary>
    public static string Typed(int length) => RandomNumberGenerator.GetString(Base32, length);

    /// <summary>A fast hash is enough: there is nothing to guess in random text.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
