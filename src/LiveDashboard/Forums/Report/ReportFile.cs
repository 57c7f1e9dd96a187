using System.Globalization;
using CsvHelper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Report;

/// <summary>The report as a file that a spreadsheet takes for text: what people write must not become formulas.</summary>
public static class ReportFile
{
    private const string Counted = "counted in the room";

    /// <param name="text">The language of what the program itself says in it, such as yes and no.</param>
    /// <param name="now">Unix milliseconds: what is late then.</param>
    public static string Write(
        Language text, StationTime station, IReadOnlyList<ReportedRound> rounds, IReadOnlyList<Promise> promises, long now)
    {
        string When(long? at) => at is { } ms
            ? station.At(DateTimeOffset.FromUnixTimeMilliseconds(ms)).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture) : "";
        string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        var file = new StringWriter(CultureInfo.InvariantCulture);
        file.Write('\ufeff'); // without it some spreadsheets take UTF-8 for something else
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            Line(csv, "question", "kind", "round", "source", "answer", "ballots", "points", "percent", "all_ballots", "without_opinion",
                "median", "opened", "closed", "revealed", "note", "owner", "due");
            foreach (var (poll, round, opened, closed, revealed, shown) in rounds)
            {
                var result = shown.Result;
                void Row(string source, string answer, string n, string points, string percent, string note = "") => Line(
                    csv, poll.Title, poll.Kind, Number(round), source, answer, n, points, percent,
                    shown.TooFew ? "" : Number(result.Ballots), shown.TooFew ? "" : Number(result.Abstained),
                    result.Median?.ToString(CultureInfo.InvariantCulture) ?? "", When(opened), When(closed), When(revealed), note, "", "");
                if (shown.TooFew) Row("phones", "", "", "", "", "fewer ballots than are shown");
                else if (shown.Texts.Count > 0)
                    foreach (var words in shown.Texts) Row("phones", words, "", "", "");
                else if (result.Rows.Count == 0 || poll.Kind == PollKind.Text) Row("phones", "", "", "", "");
                else
                    foreach (var row in result.Rows)
                        Row("phones", PollWords.Label(text, poll, row), Number(row.N), Number(row.Amount),
                            result.Ballots >= PollWords.PercentFrom ? Number(row.Percent) : "");
                foreach (var source in shown.Counted)
                    foreach (var (choice, n) in source.Counts.OrderBy(count => count.Key))
                        Row(source.Source, PollWords.Choice(text, poll, choice), Number(n), "", "", Counted);
            }
            foreach (var promise in promises)
                Line(csv, promise.Body, "promise", "", "", promise.Standing(now), "", "", "", "", "", "", When(promise.MadeAt),
                    When(promise.SettledAt), "", promise.Reason, promise.Owner,
                    PromiseDay.Of(station, promise).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        return file.ToString();
    }

    private static void Line(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
