using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>How a time stands to the published promise. It judges the time and nothing else (ux.md 2.1).</summary>
public enum Standing
{
    /// <summary>There is no promise to judge by, or it cannot be told.</summary>
    None,
    Within,
    /// <summary>From 80 % of the promise.</summary>
    Close,
    Over,
    /// <summary>From twice the promise.</summary>
    FarOver,
}

public static class Standings
{
    public static Standing Of(TimeSpan time, TimeSpan? target) => target is not { } promise ? Standing.None
        : time >= promise * 2 ? Standing.FarOver
        : time > promise ? Standing.Over
        : time >= promise * 0.8 ? Standing.Close
        : Standing.Within;

    /// <summary>Of a quantile that is not reached only "over" can be known.</summary>
    public static Standing Of(Quantile quantile, TimeSpan? target)
    {
        var standing = Of(quantile.Time, target);
        return quantile.Reached || standing >= Standing.Over ? standing : Standing.None;
    }

    /// <summary>The mark beside a figure; the same words in lower case when it stands inside a sentence.</summary>
    public static string Words(this Standing standing, Language language, TimeSpan? target) => standing switch
    {
        Standing.Within => language.Say("mark.within", language.Promise(target!.Value)),
        Standing.Close => language.Say("mark.close", language.Promise(target!.Value)),
        Standing.Over => language.Say("mark.over", language.Promise(target!.Value)),
        Standing.FarOver => language.Say("mark.far", language.Promise(target!.Value)),
        _ => "",
    };

    public static string ShortWords(this Standing standing, Language language) => standing switch
    {
        Standing.Within => language["mark.short.within"],
        Standing.Close => language["mark.short.close"],
        Standing.Over => language["mark.short.over"],
        Standing.FarOver => language["mark.short.far"],
        _ => "",
    };

    /// <summary>Class and icon of the mark.</summary>
    public static string Drawing(this Standing standing) => standing switch
    {
        Standing.Within => "ok within",
        Standing.Close => "slow close",
        Standing.Over => "slow over",
        Standing.FarOver => "late far",
        _ => "off none",
    };

    /// <summary>The mark of a figure that has no value: a word why, and the icon for no data.</summary>
    public const string NoData = "none nodata";

    public static DotKind Dot(this Standing standing) => standing switch
    {
        Standing.Over or Standing.FarOver => DotKind.Over,
        Standing.Close => DotKind.Near,
        _ => DotKind.Open,
    };
}
