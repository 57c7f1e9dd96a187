using System.Globalization;
using System.Text;
using CsvHelper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.Import;

/// <summary>A row that can become a case.</summary>
public sealed record ImportRow(
    string Id, DateTimeOffset Received, DateTimeOffset? Replied, string Category, string Area, string Kind, string? Subject);

/// <summary>A row that cannot, and why.</summary>
public sealed record BadRow(long Line, string Id, string Reason);

/// <summary>Turns the records of a file into rows. Nothing is guessed: what cannot be read is refused with its reason.</summary>
public sealed class RowReader
{
    private readonly ImportProfile _profile;
    private readonly TimeReader _times;
    private readonly DateTimeOffset _now;
    private readonly int _id, _received, _replied, _category, _area, _kind, _subject;

    /// <exception cref="UnreadableFileException">A column that the profile names is missing.</exception>
    public RowReader(ImportProfile profile, IReadOnlyList<string> header, DateTimeOffset now)
    {
        (_profile, _now) = (profile, now);
        _times = new TimeReader(profile.TimeFormat, TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone));
        int Column(string? name) => name is null ? -1 : header.ToList().FindIndex(
            column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase));
        var columns = profile.Columns;
        (_id, _received, _replied) = (Column(columns.Id), Column(columns.Received), Column(columns.Replied));
        (_category, _area, _kind, _subject) = (Column(columns.Category), Column(columns.Area), Column(columns.Kind), Column(columns.Subject));
        var missing = new[] { columns.Id, columns.Received, columns.Replied, columns.Category, columns.Area, columns.Kind, columns.Subject }
            .Where(name => name is not null && Column(name) < 0).ToArray();
        if (missing.Length > 0)
            throw new UnreadableFileException(
                $"The file has no column {string.Join(", ", missing)}. Its columns are: {Shorten(string.Join(", ", header), 400)}");
    }

    /// <summary>The row, or the reason why there is none.</summary>
    public (ImportRow? Row, BadRow? Bad) Read(CsvReader csv)
    {
        var id = csv.GetString(_id).Trim();
        BadRow Bad(string reason) => new(csv.LineNumber, Shorten(Visible(id), CaseText.LongestId), reason);

        if (CaseText.ProblemOfId(id) is { } noId) return (null, Bad(noId));
        if (_times.Read(csv.GetString(_received).Trim(), out var received) is { } noReceipt) return (null, Bad("received: " + noReceipt));
        if (received > _now) return (null, Bad("received in the future"));

        DateTimeOffset? replied = null;
        if (_replied >= 0 && csv.GetString(_replied).Trim() is { Length: > 0 } text)
        {
            if (_times.Read(text, out var moment) is { } noReply) return (null, Bad("replied: " + noReply));
            if (moment < received) return (null, Bad("replied before it was received"));
            if (moment > _now) return (null, Bad("replied in the future"));
            replied = moment;
        }
        if (Name(csv, _category, "category", out var category) is { } noCategory) return (null, Bad(noCategory));
        if (Name(csv, _area, "area", out var area) is { } noArea) return (null, Bad(noArea));
        var kind = _kind < 0 ? _profile.Kind : csv.GetString(_kind).Trim().ToLowerInvariant();
        if (!CaseKind.All.Contains(kind)) return (null, Bad($"kind is not one of {string.Join(", ", CaseKind.All)}"));
        var subject = _subject < 0 ? null : csv.GetString(_subject);
        if (CaseText.ProblemOfSubject(subject) is { } noSubject) return (null, Bad(noSubject));
        return (new ImportRow(id, received, replied, category, area, kind, subject), null);
    }

    private static string? Name(CsvReader csv, int column, string what, out string name)
    {
        name = column < 0 ? "" : csv.GetString(column).Trim();
        return CaseText.ProblemOfName(what, name);
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length] + "…";

    private static string Visible(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var visible = new StringBuilder();
        foreach (var c in text)
            if (char.IsControl(c)) visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else visible.Append(c);
        return visible.ToString();
    }
}
