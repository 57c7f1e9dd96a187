namespace LiveDashboard.Tests.Helpers;

/// <summary>Folders of one test, and those of the repository.</summary>
public static class TestFolder
{
    /// <summary>The root of the repository, found from where the tests were built.</summary>
    public static string Repository { get; } = Find();

    /// <summary>A new, empty folder. Whoever asks for it removes it.</summary>
    public static string New() => Directory.CreateTempSubdirectory("dashboard-test-").FullName;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LiveDashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }
}
