using System.Text.RegularExpressions;

namespace LiveDashboard.Feedback.Messages;

/// <summary>A part of a text that may tell who somebody is.</summary>
/// <param name="Kind">email, phone, plate, house, postcode, birth, handle.</param>
/// <param name="Start">In UTF-16 characters.</param>
public sealed record PersonalMark(string Kind, int Start, int Length);

/// <summary>
/// Finds what should not be in public: e-mail addresses, phone numbers, number plates, house numbers, postcodes, dates
/// of birth, names on social networks (reliability.md S12). It warns and marks; it decides nothing and deletes nothing.
/// </summary>
public static partial class PersonalData
{
    /// <summary>The marks in the order of the text; of two that overlap, the one that begins first.</summary>
    public static IReadOnlyList<PersonalMark> Find(string text)
    {
        var found = new List<PersonalMark>();
        Add("email", Email());
        Add("email", SpelledEmail());
        Add("birth", Birth());
        Add("phone", Phone(), match => match.Count(char.IsAsciiDigit) is >= 7 and <= 15);
        Add("postcode", Postcode());
        Add("plate", Plate());
        Add("house", House());
        Add("handle", Handle());
        found.Sort((one, other) => one.Start != other.Start ? one.Start - other.Start : other.Length - one.Length);
        var kept = new List<PersonalMark>(found.Count);
        foreach (var mark in found)
            if (kept.Count == 0 || kept[^1].Start + kept[^1].Length <= mark.Start) kept.Add(mark);
        return kept;

        void Add(string kind, Regex pattern, Func<string, bool>? also = null)
        {
            foreach (Match match in pattern.Matches(text))
                if (also?.Invoke(match.Value) != false) found.Add(new PersonalMark(kind, match.Index, match.Length));
        }
    }

    /// <summary>The kinds that a text has, each once, in the order of the text.</summary>
    public static IReadOnlyList<string> Kinds(string text) => [.. Find(text).Select(mark => mark.Kind).Distinct()];

    private const int Patience = 200; // milliseconds; every pattern is linear, this is the belt to the braces

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,5}", RegexOptions.None, Patience)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[\w.+-]{1,64}\s*[\[(]?\s*\b(at|arobase|chez)\b\s*[\])]?\s*[\w-]{1,63}\s*[\[(]?\s*\b(dot|point)\b\s*[\])]?\s*[a-z]{2,10}\b", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex SpelledEmail();

    [GeneratedRegex(@"(?<![\w.,])(\+|\(?00|\(?0)?[\d(][\d\s().\u00a0/-]{5,22}\d(?!\w)", RegexOptions.None, Patience)]
    private static partial Regex Phone();

    // Plates of Britain, France, Germany and the like: letters and digits in blocks, in capitals.
    [GeneratedRegex(@"\b([A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}|[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}|\d[A-Z]{3}\d{3}|[A-Z]{3}[- ]?\d{3,4}|\d{3,4}[- ][A-Z]{2,3}(\s?\d{2})?)\b", RegexOptions.None, Patience)]
    private static partial Regex Plate();

    [GeneratedRegex(@"\b\d{1,4}\s?[a-dA-D]?(\s?(bis|ter))?,?\s+((\p{Lu}|St\b)[\p{L}'’.-]{1,30}\s+){1,3}(Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Way|Drive|Dr|Close|Court|Ct|Place|Pl|Square|Sq|Terrace|Row|Gardens|Crescent|Boulevard|Blvd)\b|\b\d{1,4}\s?(bis|ter|[a-dA-D])?,?\s+(rue|avenue|boulevard|place|chemin|impasse|allée|allee|quai|route|cours|square)\s|\b(flat|apartment|apt|appartement|appt|house|no\.?|nr\.?|n°|number|numéro)\s?\d{1,4}[a-dA-D]?\b", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex House();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", RegexOptions.None, Patience)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"\b(born|birthday|d\.?o\.?b\.?|date of birth|née?\s+le|naissance|anniversaire)\b[^\n\d]{0,20}\d{1,2}[\s./-]+(\d{1,2}|\p{L}{3,9})[\s./-]+(19|20)?\d{2}\b", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Birth();

    [GeneratedRegex(@"(?<![\w@/.])@[A-Za-z0-9_.]{3,30}\b", RegexOptions.None, Patience)]
    private static partial Regex Handle();
}
