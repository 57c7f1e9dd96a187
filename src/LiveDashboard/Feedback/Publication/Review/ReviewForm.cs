using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Feedback.Publication.Review;

/// <summary>What the page of a case sends.</summary>
public sealed class ReviewForm
{
    public string? Title { get; set; }
    public string? Said { get; set; }
    public string? Did { get; set; }
    public string? Why { get; set; }
    public string? EditReason { get; set; }
    public string? EditNote { get; set; }
    public string? Web { get; set; }
    public string? Lobby { get; set; }
    public string? Reason { get; set; }
    public string? Note { get; set; }
    public string? Looked { get; set; }
    public long Revision { get; set; }
    public long Seq { get; set; }

    /// <summary>The texts; null when one cannot be shown or is too long.</summary>
    public PublicWords? Words()
    {
        var words = new PublicWords(
            Line(Title, int.MaxValue), FormText.Lines(Said), FormText.Lines(Did), FormText.Lines(Why),
            Publication.Reason.All.Contains(EditReason) ? EditReason! : "", Line(EditNote, PublicLimits.Note));
        return words.Title.Length > PublicLimits.Title || words.Said.Length > PublicLimits.Text
            || words.Did.Length > PublicLimits.Text || words.Why.Length > PublicLimits.Why
            || CaseText.HasControls(words.Everything) ? null : words;
    }

    public Verdict Verdict(string caseId, PublicWords words)
    {
        var rulings = new Dictionary<string, string>();
        foreach (var (surface, ruling) in new[] { (Surface.Web, Web), (Surface.Lobby, Lobby) })
            if (ruling is { Length: > 0 }) rulings[surface] = ruling;
        return new Verdict(
            caseId, Revision, Seq, words, rulings, Reason ?? "", Line(Note, PublicLimits.Note), Looked is not null);
    }

    /// <summary>What somebody typed, on one line and no longer than that.</summary>
    public static string Line(string? typed, int length)
    {
        var line = string.Join(' ', PlainText.Sound(typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(letter => !char.IsControl(letter)));
        return line.Length <= length ? line : line[..length];
    }


    /// <summary>The form's numbers as texts, for its hidden fields.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
