using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using LiveDashboard.Figures;

namespace LiveDashboard.OpenData;

/// <summary>A list as a file.</summary>
public static class DataFile
{
    /// <summary>As CSV. Texts come from outside: a spreadsheet must not take one for a formula.</summary>
    public static async Task WriteCsv(Stream stream, IDataSet set, DbConnection db, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        Line(csv, set.Columns);
        await foreach (var row in set.Rows(db, 0, int.MaxValue, ct).WithCancellation(ct)) Line(csv, row.Select(Text));
    }

    /// <summary>As JSON: an object with the rows as objects.</summary>
    public static async Task WriteJson(Stream stream, IDataSet set, DbConnection db, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("data", set.Name);
        json.WriteStartArray("rows");
        await foreach (var row in set.Rows(db, 0, int.MaxValue, ct).WithCancellation(ct))
        {
            WriteRow(json, set.Columns, row);
            if (json.BytesPending > 1 << 16) await json.FlushAsync(ct);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteRow(Utf8JsonWriter json, IReadOnlyList<string> columns, object?[] row)
    {
        json.WriteStartObject();
        foreach (var (i, column) in columns.Index())
            switch (row[i])
            {
                case null: json.WriteNull(column); break;
                case long number: json.WriteNumber(column, number); break;
                case double number: json.WriteNumber(column, number); break;
                case decimal number: json.WriteNumber(column, number); break;
                case var other: json.WriteString(column, (string)other); break;
            }
        json.WriteEndObject();
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static void Line(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
