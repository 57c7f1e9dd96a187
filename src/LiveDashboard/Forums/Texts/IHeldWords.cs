using System.Data.Common;

namespace LiveDashboard.Forums.Texts;

/// <summary>Words that make a person look twice before they are shown. The composition root knows where they are kept.</summary>
public interface IHeldWords
{
    /// <summary>Those of the texts that hold such a word, whole and in any language.</summary>
    Task<IReadOnlyList<string>> Held(DbConnection db, IEnumerable<string> texts);
}
