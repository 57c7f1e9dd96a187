using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). By hand, because the framework's own does
/// not tell which step a code belongs to, and without that none could be refused the second time.
/// </summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;
    private const int KeyLength = 32; // letters of five bits: 160 bits

    public static string NewKey() => Secret.Typed(KeyLength);

    /// <summary>Whether it could be a key of <see cref="NewKey"/>.</summary>
    public static bool IsKey(string text) => text.Length == KeyLength && text.All(Alphabet.Contains);

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // the standard's own hash, in which its collisions do no harm
        HMACSHA1.HashData(Bytes(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step that a code belongs to: this one, or one beside it, for clocks that differ. Null: none.
    /// </summary>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        long? found = null;
        foreach (var step in new[] { StepAt(now) - 1, StepAt(now), StepAt(now) + 1 })
            if (CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.ASCII.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
                found = step;
        return found;
    }

    /// <summary>What an authenticator app on the same device opens.</summary>
    public static string Uri(string key, string issuer, string name)
    {
        var (site, person) = (System.Uri.EscapeDataString(issuer), System.Uri.EscapeDataString(name));
        return $"otpauth://totp/{site}:{person}?secret={key}&issuer={site}";
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>(20);
        var (bits, held) = (0, 0);
        foreach (var letter in key)
        {
            held = (held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
