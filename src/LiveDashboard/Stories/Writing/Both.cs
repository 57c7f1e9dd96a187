using LiveDashboard.Web;

namespace LiveDashboard.Stories.Writing;

/// <summary>A text in English and in French, of which one may be missing.</summary>
public sealed record Both(string En, string Fr)
{
    public static readonly Both Nothing = new("", "");

    public bool IsEmpty => En.Length + Fr.Length == 0;

    /// <summary>The text in a reader's language, or else in the other.</summary>
    public string In(Language language) => BothLanguages.Choose(language, En, Fr);

    /// <summary>The code of the language of what <see cref="In"/> gives, where it is not the reader's.</summary>
    public string? Foreign(Language language) => IsEmpty || Own(language).Length > 0 ? null
        : language == Language.French ? Language.English.Code : Language.French.Code;

    private string Own(Language language) => language == Language.French ? Fr : En;
}
