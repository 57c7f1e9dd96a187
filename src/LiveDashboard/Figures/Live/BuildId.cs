namespace LiveDashboard.Figures.Live;

/// <summary>Names this build of the program; pages learn from it that there is a newer one.</summary>
public sealed record BuildId(string Text)
{
    /// <summary>The module's own id, which the compiler makes anew from the contents of every build.</summary>
    public static BuildId OfThisProgram() => new(typeof(BuildId).Module.ModuleVersionId.ToString("n")[..12]);
}
