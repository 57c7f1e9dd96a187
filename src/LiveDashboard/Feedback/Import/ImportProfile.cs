using System.Reflection;
using System.Text.Json;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Import;

/// <summary>Which column of a file holds what. Without a column: nothing is known of it.</summary>
public sealed record ImportColumns(
    string Id, string Received, string? Replied = null, string? Category = null, string? Area = null,
    string? Kind = null, string? Subject = null);

/// <summary>How a system's files are read; saved under its name, so that the next import needs only that.</summary>
/// <param name="Name">Also the source of its cases: one row is one case, however often it is imported.</param>
/// <param name="TimeFormat">A .NET format such as <c>yyyy-MM-dd HH:mm:ss</c>; <c>iso</c> or <c>unix-ms</c> for moments with their own zone.</param>
/// <param name="TimeZone">The zone of times that name none, as in America/New_York.</param>
/// <param name="Kind">The kind of every case where there is no column for it.</param>
public sealed record ImportProfile(
    string Name, ImportColumns Columns, string TimeFormat, string TimeZone, string Kind = CaseKind.Concern)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A saved profile, or one that is shipped.</summary>
    /// <exception cref="CannotStartException">There is none of that name, or it cannot be read.</exception>
    public static ImportProfile Find(string name, string folder)
    {
        CheckName(name);
        var saved = FileOf(name, folder);
        try
        {
            using var stream = File.Exists(saved) ? File.OpenRead(saved) : Shipped(name);
            if (stream is not null) return JsonSerializer.Deserialize<ImportProfile>(stream, Json)!;
        }
        catch (JsonException e)
        {
            throw new CannotStartException($"The profile {saved} cannot be read: {e.Message}", e);
        }
        throw new CannotStartException(
            $"There is no import profile '{name}'. Name the columns with --column and keep them with --save-profile {name}.");
    }

    public void Save(string folder)
    {
        CheckName(Name);
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(Name, folder))!);
        File.WriteAllText(FileOf(Name, folder), JsonSerializer.Serialize(this, Json));
    }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) ? $"'{TimeZone}' is not a time zone; write it as in Europe/London."
        : !CaseKind.All.Contains(Kind) ? $"'{Kind}' is not a kind; it is one of {string.Join(", ", CaseKind.All)}."
        : Columns.Id.Length == 0 || Columns.Received.Length == 0 ? "The columns id and received must be named."
        : null;

    private static string FileOf(string name, string folder) => Path.Combine(folder, "profiles", $"{name}.json");

    private static Stream? Shipped(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"profiles/{name}.json");

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new CannotStartException("A profile's name has up to 60 letters, digits, - and _.");
    }
}
