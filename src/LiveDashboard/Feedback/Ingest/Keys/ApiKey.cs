using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveDashboard.Feedback.Ingest.Keys;

/// <summary>What a key may be used for.</summary>
public static class ApiScope
{
    /// <summary>Add cases.</summary>
    public const string CasesWrite = "cases:write";

    /// <summary>Add what happened to cases of the same source.</summary>
    public const string EventsWrite = "events:write";

    /// <summary>Add and correct readings of metrics.</summary>
    public const string ReadingsWrite = "readings:write";

    public static readonly IReadOnlyList<string> All = [CasesWrite, EventsWrite, ReadingsWrite];
}

/// <summary>A key as it is stored.</summary>
public sealed record ApiKey
{
    /// <summary>Public; not enough to send anything.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name, and the source of the cases that it sends.</summary>
    public string Source { get; init; } = "";

    public string SecretHash { get; init; } = "";
    public string Scopes { get; init; } = "";
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }
    public long? RevokedAt { get; init; }
    public long? LastUsedAt { get; init; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(' ');

    /// <summary>Whether this is the key's secret. Takes as long whatever is wrong about it.</summary>
    public bool Opens(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(ApiSecret.Hash(secret)));

    /// <summary>Why the key is no longer good; null while it is.</summary>
    public string? Over(DateTimeOffset now) =>
        RevokedAt is not null ? "The key was revoked."
        : ExpiresAt <= now.ToUnixTimeMilliseconds() ? "The key has expired."
        : null;
}

/// <summary>
/// What a connected system sends: <c>ldk_</c>, the key's public id, and 256 random bits. The beginning lets a secret
/// scanner tell that it was published by mistake. A fast hash is enough, as there is nothing to guess.
/// </summary>
public sealed record ApiSecret(string Id, string Secret)
{
    private const string Prefix = "ldk_";
    private const int IdLength = 16;
    private const int SecretLength = 43;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public static ApiSecret New() => new(
        RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads what was sent; null when it cannot be a key.</summary>
    public static ApiSecret? Parse(string text) =>
        text.Length == Prefix.Length + IdLength + 1 + SecretLength
        && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_'
        && text.AsSpan(Prefix.Length, IdLength).IndexOfAnyExcept(Hexadecimal) < 0
            ? new ApiSecret(text.Substring(Prefix.Length, IdLength), text[^SecretLength..])
            : null;

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public override string ToString() => $"{Prefix}{Id}_{Secret}";
}
