using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace LiveDashboard.Events.Importing;

/// <summary>The file cannot be taken; nothing was written.</summary>
/// <param name="line">Where; 0: nowhere in particular.</param>
/// <param name="problem">The end of the key of what is wrong.</param>
/// <param name="what">What it is about: a column, a value.</param>
public sealed class UnusableEventsException(int line, string problem, string what) : Exception($"line {line}: {problem} {what}")
{
    public int Line => line;
    public string Problem => problem;
    public string What => what;
}

/// <summary>Which columns hold what.</summary>
/// <param name="Place">"" there is none.</param>
public sealed record EventColumns(string Date, string Name, string Place, string Attendees);

/// <summary>One row of a file.</summary>
/// <param name="Line">Where it stands; the header is line 1.</param>
/// <param name="Nth">Which one it is of those of the same day, name and place, from 1.</param>
public sealed record EventRow(int Line, DateOnly Day, string Name, string Place, long Attendees, int Nth);

/// <summary>
/// Records of events that were held. What looks like an error is counted and reported, and imported all the same: nothing
/// tells whether a copy is a second session or a second entry.
/// </summary>
public sealed class EventFile
{
    /// <summary>More rows than this are no records of a town.</summary>
    public const int Most = 200_000;

    // Days with nothing for so long before and after them stand apart.
    private static readonly int Apart = 180;

    private readonly List<EventRow> _rows = [];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<(DateOnly, string, string), int> _alike = [];

    public IReadOnlyList<EventRow> Rows => _rows;

    /// <summary>The lines that are exact copies of an earlier one.</summary>
    public List<int> Copies { get; } = [];

    /// <summary>How many were held with nobody there.</summary>
    public int Empty => _rows.Count(row => row.Attendees == 0);

    public long Total => _rows.Sum(row => row.Attendees);

    /// <summary>
    /// Rows whose day stands apart from the bulk: groups of days with half a year of nothing around them that hold less than
    /// one row in a hundred. Typing errors, by the look of them.
    /// </summary>
    public IReadOnlyList<EventRow> Apartness
    {
        get
        {
            var groups = new List<List<EventRow>>();
            foreach (var row in _rows.OrderBy(row => row.Day))
                if (groups.Count == 0 || row.Day.DayNumber - groups[^1][^1].Day.DayNumber > Apart) groups.Add([row]);
                else groups[^1].Add(row);
            return [.. groups.Where(group => group.Count * 100 < _rows.Count).SelectMany(group => group).OrderBy(row => row.Line)];
        }
    }

    /// <summary>Names that differ by nothing but the case of letters, each with its other spellings.</summary>
    public IReadOnlyList<string> Spellings => [.. _rows.Select(row => row.Name).Distinct()
        .GroupBy(name => name.ToUpperInvariant()).Where(group => group.Count() > 1)
        .Select(group => string.Join(" / ", group.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];

    /// <summary>Reads a file, plain or gzipped, with a header line. Nothing of it is taken when anything is wrong.</summary>
    /// <exception cref="UnusableEventsException">With the line and what is wrong there.</exception>
    public static EventFile Read(Stream file, EventColumns columns, DateOnly today)
    {
        var read = new EventFile();
        try
        {
            using var whole = new MemoryStream();
            file.CopyTo(whole);
            whole.Position = 0;
            var packed = whole.Length > 2 && whole.ReadByte() == 0x1F && whole.ReadByte() == 0x8B;
            whole.Position = 0;
            Stream plain = packed ? new GZipStream(whole, CompressionMode.Decompress) : whole;
            using var csv = CsvReader.Create(plain, new CsvReaderOptions { IncludeValuesInExceptions = false });
            csv.ReadHeader();
            var header = csv.Headers?.Select(name => name.Trim()).ToArray() ?? [];
            for (var line = 2; csv.Read(); line++)
            {
                if (csv.FieldCount != header.Length) throw new UnusableEventsException(line, "columns", $"{csv.FieldCount}");
                read.Add(header, [.. Enumerable.Range(0, header.Length).Select(i => csv.GetString(i).Trim())], columns, line, today);
            }
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException)
        {
            throw new UnusableEventsException(0, "csv", "");
        }
        return read._rows.Count == 0 ? throw new UnusableEventsException(0, "nothing", "") : read;
    }

    private void Add(string[] header, string[] fields, EventColumns columns, int line, DateOnly today)
    {
        if (_rows.Count == Most) throw new UnusableEventsException(line, "large", $"{Most}");
        var (date, name) = (Field(header, fields, columns.Date), Field(header, fields, columns.Name));
        var (place, attendees) = (Field(header, fields, columns.Place), Field(header, fields, columns.Attendees));
        if (!DateOnly.TryParseExact(date, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year < 1990 || day > today) throw new UnusableEventsException(line, "date", Short(date));
        if (name.Length is 0 or > EventLimits.Name || name.Any(char.IsControl)) throw new UnusableEventsException(line, "name", Short(name));
        if (place.Length > EventLimits.Place || place.Any(char.IsControl)) throw new UnusableEventsException(line, "place", Short(place));
        if (!long.TryParse(attendees, NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people > EventLimits.People)
            throw new UnusableEventsException(line, "attendees", Short(attendees));
        if (!_seen.Add(string.Join('\u0001', fields))) Copies.Add(line);
        var key = (day, name, place);
        _alike[key] = _alike.GetValueOrDefault(key) + 1;
        _rows.Add(new EventRow(line, day, name, place, people, _alike[key]));
    }

    private static string Field(string[] header, string[] fields, string column)
    {
        if (column.Length == 0) return "";
        var at = Array.IndexOf(header, column);
        return at < 0 ? throw new UnusableEventsException(1, "column", Short(column)) : fields[at];
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
