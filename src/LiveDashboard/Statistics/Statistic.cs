using LiveDashboard.Web;

namespace LiveDashboard.Statistics;

/// <summary>An imported series: what it is, whose it is, and which months it covers.</summary>
public sealed record Statistic
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string NameFr { get; init; } = "";
    public string UnitEn { get; init; } = "";
    public string UnitFr { get; init; } = "";
    /// <summary>Whose figures they are.</summary>
    public string Source { get; init; } = "";
    public string Licence { get; init; } = "";
    /// <summary>What the figures do not say, as that places are approximate.</summary>
    public string AboutEn { get; init; } = "";
    public string AboutFr { get; init; } = "";
    /// <summary>"" the provider's; <c>sample</c>: shown to show the program, and said so.</summary>
    public string Origin { get; init; } = "";
    public long FirstMonth { get; init; }
    public long LastMonth { get; init; }
    /// <summary>From 1; each import that changes anything is one more.</summary>
    public long Revision { get; init; }
    /// <summary>Unix milliseconds.</summary>
    public long ImportedAt { get; init; }
    /// <summary>The smallest count that is shown.</summary>
    public long K { get; init; }

    public string Name(Language language) => BothLanguages.Choose(language, NameEn, NameFr);
    public string Unit(Language language) => BothLanguages.Choose(language, UnitEn, UnitFr);
    public string About(Language language) => BothLanguages.Choose(language, AboutEn, AboutFr);

    public int Months => (int)(LastMonth - FirstMonth + 1);
}

/// <summary>A category or area of a statistic, in the words of its source.</summary>
/// <param name="Position">From 1; 0 is the sum over all.</param>
public sealed record StatisticPart(string Dimension, long Position, string Name)
{
    public const string Category = "category";
    public const string Area = "area";
}

/// <summary>A line in the chart.</summary>
/// <param name="Category">By name; "" of all.</param>
public sealed record StatisticNote(string Id, long Month, string Category, string TextEn, string TextFr)
{
    public string In(Language language) => BothLanguages.Choose(language, TextEn, TextFr);
}

/// <summary>Months as numbers: twelve times the year, plus the month from 0.</summary>
public static class Months
{
    public static long Of(int year, int month) => year * 12L + month - 1;
    public static DateOnly First(long month) => new((int)(month / 12), (int)(month % 12) + 1, 1);

    /// <summary>"March 2026".</summary>
    public static string Say(Language language, long month) =>
        language.Say("period.month", language[$"month.{month % 12 + 1}"], month / 12);

    /// <summary>"2026-03".</summary>
    public static string Plain(long month) => First(month).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
