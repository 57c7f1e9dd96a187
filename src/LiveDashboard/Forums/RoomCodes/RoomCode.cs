using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveDashboard.Forums.RoomCodes;

/// <summary>
/// Four letters that only the hall's screen shows, others every minute: who types them is in the room, or was told them by
/// somebody who is (reliability.md 3.2, tier Room). They follow from the forum's key and the minute, so nothing is stored.
/// </summary>
public static class RoomCode
{
    /// <summary>No vowels, which would make words, and nothing that looks like another letter or a digit.</summary>
    private const string Letters = "BCDFHJKLMNPQRTVWXZ";

    public const int Length = 4;

    /// <summary>How long a code is shown; the one before is taken as long again.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(1);

    /// <summary>What a forum's codes are made of.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <param name="now">Unix milliseconds.</param>
    public static string At(string key, long now)
    {
        Span<byte> minute = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(minute, Minute(now));
        var number = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), minute));
        var code = new char[Length];
        for (var i = 0; i < Length; i++, number /= (uint)Letters.Length) code[i] = Letters[(int)(number % (uint)Letters.Length)];
        return new string(code);
    }

    /// <summary>Milliseconds until the next code is shown.</summary>
    public static long Left(long now) => (Minute(now) + 1) * (long)Shown.TotalMilliseconds - now;

    /// <summary>Whether this is the code that is shown, or the one before, however it was typed.</summary>
    public static bool IsRight(string key, string? typed, long now)
    {
        if (key.Length == 0 || typed is null or { Length: > 20 }) return false;
        var letters = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetter));
        return letters == At(key, now) || letters == At(key, now - (long)Shown.TotalMilliseconds);
    }

    /// <summary>What makes a big screen the hall's: it is in the address that the host's page leads to, and in no other.</summary>
    public static string ScreenKey(string key) => key.Length == 0 ? "" : Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), "screen"u8))[..32];

    /// <summary>Whether a screen that was opened with <paramref name="given"/> shows the codes.</summary>
    public static bool IsScreen(string key, string? given) => key.Length > 0 && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(ScreenKey(key)));

    private static long Minute(long now) => now / (long)Shown.TotalMilliseconds;
}
