using System.Globalization;

namespace LiveDashboard.Web;

/// <summary>One of the languages that the pages are complete in: its words and its formats.</summary>
public sealed class Language
{
    public static readonly Language English = new("en");
    public static readonly Language French = new("fr");
    public static readonly IReadOnlyList<Language> All = [English, French];

    private Language(string code) => Code = code;

    /// <summary>The first part of every address, and the page's <c>lang</c>.</summary>
    public string Code { get; }

    /// <summary>A text of the resources. A key that is missing is a fault of the program: it throws.</summary>
    public string this[string key] => key;

    /// <summary>A text with its places filled in.</summary>
    public string Say(string key, params object[] values) => key + string.Join(' ', values);

    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);
    public override string ToString() => Code;
}
