using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>The shapes that figures of this slice take, whatever their state, so that every rule is written
/// once.</summary>
public static class Shown
{
    /// <summary>Words without a state of their own: a sentence, a note. Empty text shows nothing.</summary>
    public static Figure Words(string key, string text) => new(key, text);

    /// <summary>Only marks of a chart.</summary>
    public static Figure Drawing(string key, string drawing) => new(key, "", null, FigureState.Ok, drawing);

    public static Figure Few(string key, Language language, string? drawing = null) =>
        new(key, language["figure.few"], null, FigureState.Suppressed, drawing);

    /// <summary>A number of messages that stands alone: small ones, zero among them, only as "fewer than".</summary>
    public static Figure Count(string key, long count, bool anyCases, PublicationRules rules, Language language) =>
        !anyCases ? new Figure(key, language["count.none"], null, FigureState.Empty)
        : count < rules.K ? new Figure(key, language.Say("count.fewer", rules.K), null, FigureState.Suppressed)
        : new Figure(key, language.Count(count));

    /// <summary>A time that a share of the messages got an answer within.</summary>
    public static Figure Time(string key, Quantile? quantile, FigureState state, Language language) => state switch
    {
        FigureState.Empty => new Figure(key, language["figure.empty"], null, state),
        FigureState.Ok when quantile is { } known => new Figure(key, Text(known, language), Spoken(known, language)),
        _ => Few(key, language),
    };

    /// <summary>Whether a quantile over so many messages may be shown.</summary>
    public static FigureState State(Quantile? quantile, long messages, bool anyCases, PublicationRules rules) =>
        !anyCases ? FigureState.Empty
        : messages < rules.HeadlineMinimum || quantile is null ? FigureState.Suppressed
        : FigureState.Ok;

    public static string Text(Quantile quantile, Language language) => quantile.Reached
        ? language.Duration(quantile.Time)
        : quantile.Time < TimeSpan.FromMinutes(1)
            ? language["quantile.unknown"]
            : language.Say("quantile.more", language.Duration(quantile.Time));

    private static string Spoken(Quantile quantile, Language language) => quantile.Reached
        ? language.SpokenDuration(quantile.Time)
        : quantile.Time < TimeSpan.FromMinutes(1)
            ? language["quantile.unknown"]
            : language.Say("quantile.more", language.SpokenDuration(quantile.Time));
}
