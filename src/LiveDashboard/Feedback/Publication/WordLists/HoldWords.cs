using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.WordLists;

/// <summary>
/// Words that make a person look twice, by language. A match holds a case until somebody says to have looked; it
/// refuses nothing and deletes nothing.
/// </summary>
public sealed class HoldWords(Database database, WriteLane lane, StaffClock clock, StationTime station)
{
    public async Task<IReadOnlyList<(string Language, string Word)>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<(string, string)>(
            "SELECT language, word FROM hold_word ORDER BY language, word")).AsList();
    }

    /// <summary>False when it holds no letter or digit, or is in the list already.</summary>
    public Task<bool> Add(Actor by, string language, string word, CancellationToken ct) => lane.Write(async turn =>
    {
        var compared = Compared(word);
        if (compared.Length == 0) return false;
        if (await turn.Connection.ExecuteAsync(
                """
                INSERT INTO hold_word (language, word, added_at) VALUES (@language, @compared, @now)
                    ON CONFLICT DO NOTHING
                """,
                new { language, compared, now = station.Now.ToUnixTimeMilliseconds() }) == 0) return false;
        await AuditStore.Add(turn, clock, by, AuditKind.HoldWordChanged, language, "", compared);
        return true;
    }, ct);

    /// <summary>False when it was not in the list.</summary>
    public Task<bool> Remove(Actor by, string language, string word, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                "DELETE FROM hold_word WHERE language = @language AND word = @word", new { language, word }) == 0) return false;
        await AuditStore.Add(turn, clock, by, AuditKind.HoldWordChanged, language, word);
        return true;
    }, ct);

    /// <summary>The lists as they are now.</summary>
    public static async Task<WordLists> Read(DbConnection db) => new(
        (await db.QueryAsync<(string Language, string Word)>("SELECT language, word FROM hold_word"))
            .ToLookup(one => one.Language, one => one.Word));

    /// <summary>As texts are compared: letters and digits without accents, in capitals, one space between words.</summary>
    public static string Compared(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in PlainText.Sound(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) plain.Append(Rune.ToUpperInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                && plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        return plain.ToString().TrimEnd();
    }
}

/// <summary>All word lists, to look in many texts.</summary>
public sealed record WordLists(ILookup<string, string> ByLanguage)
{
    /// <summary>
    /// Those of the words of a language that the text has, whole and whatever their case, accents and punctuation; of
    /// a language that is not known or has no list, those of all.
    /// </summary>
    public IReadOnlyList<string> Match(string language, string text)
    {
        var words = ByLanguage.Contains(language) ? ByLanguage[language] : ByLanguage.SelectMany(list => list);
        var compared = $" {HoldWords.Compared(text)} ";
        return [.. words.Where(word => compared.Contains($" {word} ", StringComparison.Ordinal)).Distinct()];
    }
}
