namespace LiveDashboard.Feedback.Publication;

/// <summary>An id as an address or a form gives it.</summary>
public static class GivenId
{
    /// <summary>"" for none; what cannot be an id becomes one that nothing has, before any database sees it.</summary>
    public static string Read(string? given) => given is null or "" ? ""
        : given.Length <= 64 && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? given : "?";
}
