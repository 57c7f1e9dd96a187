using System.Text.Json;
using System.Text.RegularExpressions;
using LiveDashboard.Feedback.Import;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>
/// Reads the members of a JSON object, and notes what is wrong with each instead of stopping at the first. Nothing is
/// guessed: another type, a missing member and an unknown one are all problems.
/// </summary>
public sealed partial class JsonFields(JsonElement from, string place, FieldProblems problems, DateTimeOffset now)
{
    /// <summary>How far ahead another system's clock may be. Times within it are taken as now.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeReader Times = new(TimeReader.Iso, TimeZoneInfo.Utc);
    private readonly HashSet<string> _read = [];

    /// <summary>The members of a list, each as its own object; empty, and a problem, when it is not one.</summary>
    public IEnumerable<JsonFields> List(string name, int most)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0 || list.GetArrayLength() > most)
        {
            Problem(name, $"must be a list of 1 to {most}");
            yield break;
        }
        var i = 0;
        foreach (var item in list.EnumerateArray())
            yield return new JsonFields(item, $"{Place(name)}[{i++}]", problems, now);
    }

    /// <summary>A text; "" when it is missing or null, which is a problem if it is needed.</summary>
    public string Text(string name, bool needed = false)
    {
        if (Member(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            if (needed && from.ValueKind == JsonValueKind.Object) Problem(name, "is missing");
            return "";
        }
        if (value.ValueKind != JsonValueKind.String)
        {
            Problem(name, "must be a text");
            return "";
        }
        try
        {
            var text = value.GetString()!;
            if (needed && string.IsNullOrWhiteSpace(text)) Problem(name, "is empty");
            return text;
        }
        catch (InvalidOperationException) // half of a surrogate pair, which no database takes
        {
            Problem(name, "is not valid Unicode");
            return "";
        }
    }

    /// <summary>A number; null when it is missing or cannot be.</summary>
    public decimal? Number(string name, bool needed = false)
    {
        if (Member(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            if (needed && from.ValueKind == JsonValueKind.Object) Problem(name, "is missing");
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        Problem(name, "must be a number");
        return null;
    }

    /// <summary>True or false; false when it is missing.</summary>
    public bool Flag(string name)
    {
        if (Member(name) is not { ValueKind: not JsonValueKind.Null } value) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Problem(name, "must be true or false");
        return false;
    }

    /// <summary>A moment with its offset; null when it is missing or cannot be.</summary>
    public DateTimeOffset? Moment(string name, bool needed = false)
    {
        if (Text(name, needed) is not { Length: > 0 } text) return null;
        if (!WithOffset().IsMatch(text) || Times.Read(text, out var moment) is not null || moment.Year < 1900)
            Problem(name, "must be a time of ISO 8601 with its offset, as in 2026-11-21T09:30:00+00:00");
        else if (moment > now + ClockSkew)
            Problem(name, $"is more than {ClockSkew.TotalMinutes:0} minutes in the future");
        else
            return moment > now ? now : moment;
        return null;
    }

    /// <summary>Notes a problem of a member, unless there is none.</summary>
    public void Problem(string name, string? problem)
    {
        if (problem is not null) problems.Add(Place(name), problem);
    }

    /// <summary>Notes what else the object holds, or that it is none: a misspelt member would be lost in silence.</summary>
    public void NothingElse()
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            problems.Add(place.Length == 0 ? "body" : place, "must be an object");
            return;
        }
        foreach (var member in from.EnumerateObject())
            if (!_read.Contains(member.Name))
                Problem(member.Name.Length > 40 ? member.Name[..40] : member.Name, "is not known here");
    }

    private JsonElement? Member(string name)
    {
        _read.Add(name);
        return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : null;
    }

    private string Place(string name) => place.Length == 0 ? name : $"{place}.{name}";

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex WithOffset();
}
