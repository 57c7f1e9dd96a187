using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

[assembly: NeutralResourcesLanguage("en")]

namespace LiveDashboard.Web;

/// <summary>
/// One of the languages that the pages are complete in. Its words are the resources in <c>Words/</c>; its formats are
/// in <see cref="Formats"/>. Nothing here asks for the machine's culture.
/// </summary>
public sealed class Language
{
    // One file for each part of the program; a key is in one of them only.
    private static readonly string[] Files =
        ["Pages", "Case", "Pulse", "Staff", "Desk", "Moderation", "Administration", "Forum", "Taking", "Host", "Lobby",
         "Initiatives", "Events", "Statistics", "Data", "News", "Stories"];

    public static readonly Language English = new("en");
    public static readonly Language French = new("fr");
    public static readonly IReadOnlyList<Language> All = [English, French];

    private readonly FrozenDictionary<string, string> _texts;

    private Language(string code)
    {
        Code = code;
        // Only this language's own set: a text that is missing must not come out in English.
        _texts = Files
            .SelectMany(file => new ResourceManager($"LiveDashboard.Web.Words.{file}", typeof(Language).Assembly)
                .GetResourceSet(CultureInfo.GetCultureInfo(code), true, code == "en")!.Cast<DictionaryEntry>())
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!) // throws for a key in two files
            .ToFrozenDictionary();
    }

    /// <summary>The first part of every address, and the page's <c>lang</c>.</summary>
    public string Code { get; }

    /// <summary>The keys of every text, for the tests.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>A text of the resources. A key that is missing is a fault of the program: it throws.</summary>
    public string this[string key] => _texts.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"No text \"{key}\" in {Code}.");

    /// <summary>A text with its places filled in, which are themselves final text.</summary>
    public string Say(string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>
    /// A text for a number of things: the key with <c>.one</c> or <c>.other</c>. Place 0 is the number; the given
    /// values follow. In French 0 and 1 are singular, in English only 1 is.
    /// </summary>
    public string Plural(string key, long count, params object[] values) =>
        Say(key + (count == 1 || (count == 0 && this == French) ? ".one" : ".other"), [this.Count(count), .. values]);

    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);
    public override string ToString() => Code;
}
