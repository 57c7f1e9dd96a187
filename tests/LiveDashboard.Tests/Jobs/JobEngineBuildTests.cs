using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Jobs;

/// <summary>The build switch for the other job engine leaves no trace in the default build.</summary>
public sealed class JobEngineBuildTests
{
    [Fact]
    public void The_default_build_knows_no_Hangfire()
    {
        var program = Path.GetDirectoryName(typeof(Dashboard).Assembly.Location)!;
        Assert.Empty(Directory.GetFiles(program, "*Hangfire*"));
        Assert.DoesNotContain(
            "Hangfire", File.ReadAllText(Path.Combine(program, "LiveDashboard.deps.json")),
            StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            typeof(Dashboard).Assembly.GetTypes(), type => type.Name.Contains("Hangfire", StringComparison.Ordinal));
    }

    [Fact]
    public void The_switch_brings_its_file_and_its_packages_and_is_described()
    {
        const string Chosen = "Condition=\"'$(JobEngine)' == 'Hangfire'\"";
        Assert.Contains(Chosen, Read("Directory.Packages.props"), StringComparison.Ordinal);
        Assert.Contains(Chosen, Read("src", "LiveDashboard", "LiveDashboard.csproj"), StringComparison.Ordinal);
        var engine = Read("src", "LiveDashboard", "Jobs", "HangfireEngine.cs");
        Assert.Contains("AddJobEngine", engine, StringComparison.Ordinal);
        Assert.Contains("-p:JobEngine=Hangfire", Read("README.md"), StringComparison.Ordinal);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([TestFolder.Repository, .. path]));
}
