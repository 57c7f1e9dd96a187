using System.Buffers.Text;
using System.Security.Cryptography;

namespace LiveDashboard.Forums.Polls;

/// <summary>Random ids of this slice: 128 bits, from which neither order nor number can be read.</summary>
public static class BallotId
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
