using System.Globalization;
using System.Text;
using CsvHelper;
using LiveDashboard.Initiatives.Metrics;

namespace LiveDashboard.Initiatives.Readings;

/// <summary>What a file of readings holds, or the first thing that is wrong with it.</summary>
/// <param name="Line">Where the problem is; the header is line 1.</param>
/// <param name="Problem">The end of its key; null: nothing.</param>
public sealed record ReadingFile(IReadOnlyList<Reading> Readings, int Line, string? Problem);

/// <summary>
/// Reads readings from CSV with a header line: <c>period</c> and <c>value</c>, and where wanted <c>over</c>, <c>part</c>,
/// <c>source</c>, <c>note</c>, <c>reason</c>. All of a file is good, or none of it is taken.
/// </summary>
public static class ReadingCsv
{
    public const int Most = 5000;

    public static ReadingFile Read(string text, Metric metric, DateOnly today)
    {
        var readings = new List<Reading>();
        var seen = new HashSet<(DateOnly, string)>();
        try
        {
            using var csv = CsvReader.Create(
                new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvReaderOptions { IncludeValuesInExceptions = false });
            csv.ReadHeader();
            var header = csv.Headers?.Select(name => name.Trim().ToLowerInvariant()).ToArray() ?? [];
            if (!header.Contains("period") || !header.Contains("value")) return new ReadingFile([], 1, "header");
            for (var line = 2; csv.Read(); line++)
            {
                string Field(string name) => Array.IndexOf(header, name) is var i && i >= 0 && i < csv.FieldCount
                    ? csv.GetString(i).Trim() : "";
                if (readings.Count == Most) return new ReadingFile([], line, "many");
                if (Period(Field("period"), metric.Every) is not { } period) return new ReadingFile([], line, "period");
                if (Numbers.Read(Field("value")) is not { } milli) return new ReadingFile([], line, "value");
                var over = Field("over") is { Length: > 0 } said
                    ? long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0 : 1;
                var reading = new Reading(
                    period, Field("part"), milli, over, Field("source"), Field("note"), Field("reason"));
                if (reading.Problem(metric, today) is { } problem) return new ReadingFile([], line, problem);
                if (!seen.Add((period, reading.Part))) return new ReadingFile([], line, "twice");
                readings.Add(reading);
            }
        }
        catch (CsvFormatException)
        {
            return new ReadingFile([], 1, "csv");
        }
        return readings.Count == 0 ? new ReadingFile([], 1, "nothing") : new ReadingFile(readings, 0, null);
    }

    /// <summary>A period as people write it: <c>2026-03</c>, <c>2026-Q1</c>, <c>2026</c>, or any day of it.</summary>
    public static DateOnly? Period(string text, string every)
    {
        if (DateOnly.TryParseExact(
            text, ["yyyy-MM", "yyyyMM", "yyyy-MM-dd", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Periods.Of(every, day);
        return text.Length == 7 && text[4] == '-' && text[5] is 'Q' or 'q' && text[6] is >= '1' and <= '4'
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0
            ? Periods.Of(every, new DateOnly(year, (text[6] - '1') * 3 + 1, 1)) : null;
    }
}
