using System.Data.Common;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Forums.Texts;

namespace LiveDashboard;

/// <summary>What people write in a forum waits by the same words as a case that is to be public.</summary>
public sealed class ForumWords : IHeldWords
{
    public async Task<IReadOnlyList<string>> Held(DbConnection db, IEnumerable<string> texts)
    {
        var lists = await HoldWords.Read(db);
        return [.. texts.Where(text => lists.Match("", text).Count > 0)]; // of no language: by the words of all
    }
}
