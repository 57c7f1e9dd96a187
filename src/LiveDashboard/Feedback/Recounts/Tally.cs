using System.Runtime.InteropServices;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>Counts by name; a count of nothing is the same as none.</summary>
public sealed class Tally
{
    private readonly Dictionary<string, long> _counts = [];

    public void Add(string name, long n)
    {
        if (n != 0) CollectionsMarshal.GetValueRefOrAddDefault(_counts, name, out _) += n;
    }

    /// <summary>A sentence for each count that is not the same in <paramref name="stored"/>.</summary>
    public IEnumerable<string> DifferencesFrom(Tally stored)
    {
        foreach (var (name, n) in _counts)
            if (stored._counts.GetValueOrDefault(name) is var held && held != n)
                yield return $"{name}: the events say {n}, the table says {held}";
        foreach (var (name, held) in stored._counts)
            if (held != 0 && _counts.GetValueOrDefault(name) == 0)
                yield return $"{name}: the events say 0, the table says {held}";
    }
}
