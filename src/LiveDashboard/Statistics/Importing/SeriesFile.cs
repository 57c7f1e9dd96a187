using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsvHelper;

namespace LiveDashboard.Statistics.Importing;

/// <summary>The file cannot be taken; nothing was written.</summary>
/// <param name="line">Where; 0: nowhere in particular.</param>
/// <param name="problem">The end of the key of what is wrong.</param>
/// <param name="what">What it is about: a column, a value.</param>
public sealed class UnusableSeriesException(int line, string problem, string what) : Exception($"line {line}: {problem} {what}")
{
    public int Line => line;
    public string Problem => problem;
    public string What => what;
}

/// <summary>Which columns hold what.</summary>
/// <param name="Category">"" there is none.</param>
/// <param name="Area">"" there is none.</param>
/// <param name="Month">Of a long file; "" of a wide one, whose months are columns.</param>
/// <param name="Value">Of a long file; "" each row is one.</param>
public sealed record SeriesColumns(string Category, string Area, string Month, string Value)
{
    public bool IsWide => Month.Length == 0;
}

/// <summary>What files hold, added up by category, area and month.</summary>
public sealed class Series
{
    /// <summary>Negative counts, and more than this, are typing errors.</summary>
    public const long Largest = 1_000_000_000;

    /// <summary>More rows than this, or more letters, are no monthly series of a town; a packed file can hold anything.</summary>
    public const int MostRows = 2_000_000;
    private const long MostLetters = 200_000_000;
    private const int LongestRow = 1_000_000; // bytes

    private readonly Dictionary<(string Category, string Area, long Month), long> _cells = [];
    private readonly HashSet<UInt128> _rows = [];
    private readonly HashSet<long> _months = [];
    private long _letters;

    public IReadOnlyDictionary<(string Category, string Area, long Month), long> Cells => _cells;

    /// <summary>All months that a file names, also those of which it counts nothing.</summary>
    public IReadOnlyCollection<long> Named => _months;

    /// <summary>Rows that were read, the headers not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows that are exact copies of an earlier one: they are counted, and reported.</summary>
    public int Copies { get; private set; }

    /// <summary>Empty cells, which count as nothing.</summary>
    public int Blanks { get; private set; }

    public long Total => _cells.Values.Sum();

    /// <summary>Adds a file, plain or gzipped, with a header line. Nothing of it is taken when anything is wrong.</summary>
    /// <exception cref="UnusableSeriesException">With the line and what is wrong there.</exception>
    public void Add(Stream file, SeriesColumns columns)
    {
        try
        {
            using var whole = new MemoryStream();
            file.CopyTo(whole);
            whole.Position = 0;
            var packed = whole.Length > 2 && whole.ReadByte() == 0x1F && whole.ReadByte() == 0x8B;
            whole.Position = 0;
            Stream plain = packed ? new GZipStream(whole, CompressionMode.Decompress) : whole;
            using var csv = CsvReader.Create(plain, new CsvReaderOptions
            {
                IncludeValuesInExceptions = false,
                MaxRecordSize = LongestRow,
            });
            csv.ReadHeader();
            var header = csv.Headers?.Select(name => name.Trim()).ToArray() ?? [];
            for (var line = 2; csv.Read(); line++)
            {
                if (csv.FieldCount != header.Length) throw new UnusableSeriesException(line, "columns", $"{csv.FieldCount}");
                var fields = Enumerable.Range(0, header.Length).Select(i => csv.GetString(i).Trim()).ToArray();
                Look(fields, line);
                if (columns.IsWide) Wide(header, fields, columns, line);
                else Long(header, fields, columns, line);
            }
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException)
        {
            throw new UnusableSeriesException(0, "csv", "");
        }
        if (_cells.Count == 0) throw new UnusableSeriesException(0, "nothing", "");
    }

    private void Look(string[] fields, int line)
    {
        var row = string.Join('\u0001', fields);
        _letters += row.Length;
        if (++Rows > MostRows || _letters > MostLetters || _cells.Count > StatisticImport.MostCells)
            throw new UnusableSeriesException(line, "rows", "");
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(row.AsSpan())); // short, where there are many
        if (!_rows.Add(BinaryPrimitives.ReadUInt128LittleEndian(hash))) Copies++;
    }

    private void Wide(string[] header, string[] fields, SeriesColumns columns, int line)
    {
        var (category, area) = (Field(header, fields, columns.Category), Field(header, fields, columns.Area));
        var months = 0;
        for (var i = 0; i < header.Length; i++)
            if (MonthOf(header[i]) is { } month)
            {
                months++;
                Count(category, area, month, fields[i], line);
            }
        if (months == 0) throw new UnusableSeriesException(1, "months", "");
    }

    private void Long(string[] header, string[] fields, SeriesColumns columns, int line)
    {
        var said = Field(header, fields, columns.Month);
        var month = MonthOf(said) ?? throw new UnusableSeriesException(line, "month", Short(said));
        Count(
            Field(header, fields, columns.Category), Field(header, fields, columns.Area), month,
            columns.Value.Length == 0 ? "1" : Field(header, fields, columns.Value), line);
    }

    private void Count(string category, string area, long month, string value, int line)
    {
        _months.Add(month);
        if (value.Length == 0) Blanks++;
        else if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > Largest)
            throw new UnusableSeriesException(line, "value", Short(value));
        else _cells[(category, area, month)] = _cells.GetValueOrDefault((category, area, month)) + n;
    }

    private static string Field(string[] header, string[] fields, string column)
    {
        if (column.Length == 0) return "";
        var at = Array.IndexOf(header, column);
        return at < 0 ? throw new UnusableSeriesException(1, "column", Short(column)) : fields[at];
    }

    /// <summary>A month as files write it: <c>202603</c>, <c>2026-03</c>, or a day of it; null when it is none.</summary>
    public static long? MonthOf(string text) =>
        DateOnly.TryParseExact(text, ["yyyyMM", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1900 and <= 2999 ? Months.Of(day.Year, day.Month) : null;

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
