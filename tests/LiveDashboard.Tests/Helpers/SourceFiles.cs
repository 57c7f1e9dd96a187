namespace LiveDashboard.Tests.Helpers;

/// <summary>The program's own C# files, for the rules that only the text can break.</summary>
public static class SourceFiles
{
    public static IReadOnlyList<(string Name, string Text)> Program { get; } = Read();

    private static List<(string, string)> Read()
    {
        var root = Path.Combine(TestFolder.Repository, "src", "LiveDashboard");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(root, path).Replace('\\', '/'), Path: path))
            .Where(file => !file.Name.StartsWith("bin/", StringComparison.Ordinal)
                && !file.Name.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        return [.. files.Select(file => (file.Name, File.ReadAllText(file.Path)))];
    }
}
