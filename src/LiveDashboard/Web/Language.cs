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

    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);
    public override string ToString() => Code;
}
