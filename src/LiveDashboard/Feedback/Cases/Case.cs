using System.Buffers.Text;
using System.Security.Cryptography;

namespace LiveDashboard.Feedback.Cases;

/// <summary>What a message is. Concerns and questions make the headline; the others have slower targets.</summary>
public static class CaseKind
{
    public const string Concern = "concern";
    public const string Question = "question";
    public const string Suggestion = "suggestion";
    public const string Praise = "praise";

    public static readonly IReadOnlyList<string> All = [Concern, Question, Suggestion, Praise];
}

/// <summary>What can happen to a case (features.md 5.2).</summary>
public static class EventKind
{
    public const string Received = "received";
    /// <summary>Automatic; never counts as a reply.</summary>
    public const string Acknowledged = "acknowledged";
    /// <summary>An internal note; never counts as a reply.</summary>
    public const string Noted = "noted";
    /// <summary>A message of a person that the resident can read. The first one stops the clock.</summary>
    public const string Replied = "replied";
    public const string Resolved = "resolved";
    public const string Reopened = "reopened";
    /// <summary>Taken off the clock: spam, a test, a duplicate. Counted apart.</summary>
    public const string Withheld = "withheld";
    public const string Restored = "restored";
    /// <summary>Voids an earlier event, which stays readable.</summary>
    public const string Corrected = "corrected";
    /// <summary>Staff opened it. The clock runs on.</summary>
    public const string Seen = "seen";
    /// <summary>The resident wrote again.</summary>
    public const string Wrote = "wrote";
    /// <summary>Staff told why the promise is missed, and by when the answer comes now. The clock runs on.</summary>
    public const string Postponed = "postponed";
    /// <summary>The resident said whether the answer helped.</summary>
    public const string Rated = "rated";
}

/// <summary>A case to add.</summary>
/// <param name="Id">See <see cref="CaseId.New"/>.</param>
/// <param name="Source">Where it was entered: web, desk, or an import profile's name.</param>
/// <param name="ExternalId">Its number there, unique within the source.</param>
/// <param name="Subject">For staff only; never public.</param>
public sealed record NewCase(string Id, string Source, string? ExternalId, string? Subject);

/// <summary>An event to add. <paramref name="Facts"/> comes with <see cref="EventKind.Received"/>, and only with it.</summary>
/// <param name="Voids">With <see cref="EventKind.Corrected"/>: the number of the event that no longer holds.</param>
public sealed record NewEvent(string CaseId, string Kind, DateTimeOffset At, CaseFacts? Facts = null, long? Voids = null);

/// <summary>What a case is and where: ids of the provider's lists, or "" for none given.</summary>
public sealed record CaseFacts(string Kind, string CategoryId, string AreaId);

/// <summary>Case ids: 128 random bits, so that nothing can be read from them, least of all how many there are.</summary>
public static class CaseId
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// Ids of one import's batch, in their order: they share a random beginning and so lie together in the tables, and a
    /// batch touches few pages. They still tell nothing but that they came together; 108 bits of each are its own.
    /// </summary>
    public static string[] NewFamily(int count)
    {
        var family = New()[..4];
        var random = RandomNumberGenerator.GetBytes(16 * count); // asked once: a thousand small requests cost more than the ids
        var ids = new string[count];
        for (var i = 0; i < count; i++)
            ids[i] = string.Concat(family, Base64Url.EncodeToString(random.AsSpan(16 * i, 16)).AsSpan(family.Length));
        Array.Sort(ids, StringComparer.Ordinal);
        return ids;
    }

    /// <summary>For entries of the provider's lists: 48 random bits, as there are few, and each aggregate's key holds one.</summary>
    public static string NewListEntry() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6));
}
