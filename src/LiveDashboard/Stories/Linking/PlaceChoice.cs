namespace LiveDashboard.Stories.Linking;

/// <summary>A field of a form in which a place is chosen.</summary>
/// <param name="Id">Of the field in the page.</param>
/// <param name="Name">Of the field; several may share one.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Chosen">As <see cref="Places.Value"/> writes it; kept also where it is not offered any more.</param>
public sealed record PlaceChoice(
    string Id, string Name, string Label, string Chosen, IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered)
{
    public bool IsOffered => Offered.Any(kind => kind.Of.Any(place => place.Value == Chosen));
}
