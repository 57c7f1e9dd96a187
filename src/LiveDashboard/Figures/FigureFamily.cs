namespace LiveDashboard.Figures;

/// <summary>Sources that come and go with what they measure, as one for each open forum.</summary>
public interface IFigureFamily
{
    /// <summary>The names of those that are there now, which every refresh measures again.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The source of a name; null when it is none of this family, or no longer.</summary>
    IFigureSource? Find(string name);
}
