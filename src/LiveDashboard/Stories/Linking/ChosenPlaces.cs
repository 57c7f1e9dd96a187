using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Linking;

/// <summary>Several places as a form sends them.</summary>
public static class ChosenPlaces
{
    /// <summary>Those that were chosen, each once; what names no place is left out.</summary>
    public static IReadOnlyList<PlaceRef> Read(IEnumerable<string?>? values) =>
        [.. (values ?? []).Select(Places.Read).OfType<PlaceRef>().Distinct().Take(Limits.Places)];

    /// <summary>A field for each that may be chosen.</summary>
    /// <param name="name">Of all of them.</param>
    /// <param name="label">What is asked; a number follows.</param>
    public static IEnumerable<PlaceChoice> Fields(
        string name, string label, IReadOnlyList<string?> chosen,
        IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> offered) =>
        Enumerable.Range(0, Limits.Places).Select(i => new PlaceChoice(
            $"{name}-{i + 1}", name, $"{label} {i + 1}", chosen.ElementAtOrDefault(i) ?? "", offered));
}
