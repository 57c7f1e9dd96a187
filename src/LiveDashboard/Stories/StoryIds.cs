using System.Security.Cryptography;

namespace LiveDashboard.Stories;

/// <summary>Ids of stories, decisions and guides: random, as counting ones would tell how many there are.</summary>
public static class StoryIds
{
    private const int Bytes = 10;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
