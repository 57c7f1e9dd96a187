using System.Text.Json;

namespace LiveDashboard.Tests.Helpers;

/// <summary>The big list of naughty strings, which lies beside the repository or not at all.</summary>
public static class Naughty
{
    /// <summary>Empty where there is no list.</summary>
    public static IReadOnlyList<string> Strings { get; } = Read();

    private static string[] Read()
    {
        var file = Path.Combine(TestFolder.Repository, "..", "shared", "data", "texts", "blns.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))! : [];
    }
}
