namespace LiveDashboard.Web;

/// <summary>Words that are kept in English and in French, of which one may be missing.</summary>
public static class BothLanguages
{
    public static string Choose(Language language, string english, string french) =>
        language == Language.French ? (french.Length > 0 ? french : english) : english.Length > 0 ? english : french;
}
