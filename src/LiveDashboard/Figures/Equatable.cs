using System.Collections;

namespace LiveDashboard.Figures;

/// <summary>A list that compares by its items, so that readings with equal contents are equal.</summary>
public sealed class EquatableList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[] _items = [.. items];

    public T this[int index] => _items[index];
    public int Count => _items.Length;
    public bool Equals(EquatableList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);
    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>A small map from text to text that compares by its contents.</summary>
public sealed class EquatableMap(IEnumerable<KeyValuePair<string, string>> pairs) : IEquatable<EquatableMap>
{
    public static readonly EquatableMap Empty = new([]);

    private readonly SortedDictionary<string, string> _map = new(new Dictionary<string, string>(pairs), StringComparer.Ordinal);

    public string? this[string key] => _map.GetValueOrDefault(key);
    public bool Equals(EquatableMap? other) => other is not null && _map.SequenceEqual(other._map);
    public override bool Equals(object? obj) => Equals(obj as EquatableMap);
    public override int GetHashCode() => _map.Count;
}
