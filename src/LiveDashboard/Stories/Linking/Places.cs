using LiveDashboard.Web;

namespace LiveDashboard.Stories.Linking;

/// <summary>A place of the site that a text may point to, in the words of a reader.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Path">Its address after the language.</param>
/// <param name="Figure">The key of the figure that is shown with it; "" where it has none.</param>
public sealed record Place(string Kind, string Key, string Name, string Path, string Figure = "")
{
    public PlaceRef Ref => new(Kind, Key);

    /// <summary>How a form names it.</summary>
    public string Value => Places.Value(Ref);
}

/// <summary>
/// The places of one kind that are public now. Each part of the program that has such places is tied to this by the
/// composition root; a further kind is a further registration.
/// </summary>
public interface IPlaces
{
    /// <summary>One of <see cref="PlaceKind"/>.</summary>
    string Kind { get; }

    /// <summary>Those that staff can choose from: all of them, or the newest.</summary>
    Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct);

    /// <summary>Null when there is none, or it is not public any more.</summary>
    Task<Place?> Find(string key, Language language, CancellationToken ct);
}

/// <summary>All kinds of places together.</summary>
public sealed class Places(IEnumerable<IPlaces> kinds)
{
    private const char Between = ':';

    /// <summary>How a form names a place: <c>case:7K2M-9QXR</c>.</summary>
    public static string Value(PlaceRef place) => place.Key.Length == 0 ? "" : $"{place.Kind}{Between}{place.Key}";

    /// <summary>What a form names; null for what is no name of a place.</summary>
    public static PlaceRef? Read(string? value) =>
        value?.Split(Between, 2) is [{ Length: > 0 } kind, { Length: > 0 and <= 200 } key] ? new(kind, key) : null;

    /// <summary>What can be chosen from, by kind; kinds without a place are left out.</summary>
    public async Task<IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)>> List(
        Language language, CancellationToken ct)
    {
        var all = new List<(string, IReadOnlyList<Place>)>();
        foreach (var kind in kinds)
            if (await kind.List(language, ct) is { Count: > 0 } of) all.Add((kind.Kind, of));
        return all;
    }

    /// <summary>Null when there is no such place, or it is not public any more.</summary>
    public async Task<Place?> Find(PlaceRef place, Language language, CancellationToken ct) =>
        kinds.FirstOrDefault(kind => kind.Kind == place.Kind) is { } known
            ? await known.Find(place.Key, language, ct) : null;

    /// <summary>Those of these that are public, in their order.</summary>
    public async Task<IReadOnlyList<Place>> Find(IEnumerable<PlaceRef> places, Language language, CancellationToken ct)
    {
        var found = new List<Place>();
        foreach (var place in places)
            if (await Find(place, language, ct) is { } one) found.Add(one);
        return found;
    }
}
