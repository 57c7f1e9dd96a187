using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>How long what staff write of an initiative may be, and what its pages are headed with.</summary>
public static class InitiativeWords
{
    public const int LongestName = 80;
    public const int LongestGoal = 600;
    public const int LongestStory = 8000;
    public const int LongestUnit = 40;

    /// <summary>What a page's heading calls an initiative: in English, or else in the language that it has.</summary>
    public static string Heading(Initiative initiative, Language language) => initiative.In(language).Text.Name;
}
