using System.Globalization;
using LiveDashboard.Feedback.Publication.Deciding;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>What came of several verdicts, as it goes through an address: <c>done-3.held-1</c>.</summary>
public static class BulkResults
{
    private static readonly string[] Keys = ["done", "changed", "held", "mine", "reason", "empty"];

    public static string Write(IEnumerable<Verdicted> verdicted) => string.Join('.',
        from one in verdicted
        group one by Key(one) into same
        select string.Create(CultureInfo.InvariantCulture, $"{same.Key}-{same.Count()}"));

    /// <summary>What is none is left out.</summary>
    public static IReadOnlyList<(string Key, int Count)> Read(string? written) =>
        [.. from part in (written ?? "").Split('.')
            let pair = part.Split('-')
            where pair.Length == 2 && Keys.Contains(pair[0])
            let count = int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
            where count is > 0 and <= QueuedCases.Most
            select (pair[0], count)];

    private static string Key(Verdicted one) => one switch
    {
        Verdicted.Done => "done",
        Verdicted.Held => "held",
        Verdicted.Mine => "mine",
        Verdicted.Empty => "empty",
        Verdicted.NoReason or Verdicted.EditReason => "reason",
        _ => "changed",
    };
}
