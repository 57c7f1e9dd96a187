namespace LiveDashboard.Web;

/// <summary>A published figure or definition that was changed, as the method page lists it.</summary>
/// <param name="Day">When the change was published, station time.</param>
/// <param name="Texts">What changed, by language code; a language without its own text shows the English one.</param>
public sealed record Correction(DateOnly Day, IReadOnlyDictionary<string, string> Texts)
{
    public string In(Language language) =>
        Texts.GetValueOrDefault(language.Code) ?? Texts.GetValueOrDefault("en") ?? Texts.Values.FirstOrDefault("");
}

/// <summary>All corrections, newest first. Registered by whoever keeps them; without it the list is empty.</summary>
public sealed record Corrections(IReadOnlyList<Correction> All)
{
    public static readonly Corrections None = new([]);
}
