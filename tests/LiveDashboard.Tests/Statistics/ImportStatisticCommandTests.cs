using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Statistics;

/// <summary>A series that is imported at a shell.</summary>
public sealed class ImportStatisticCommandTests
{
    [Fact]
    public async Task It_takes_a_series_and_its_notes_and_refuses_what_no_page_could_show()
    {
        await using var data = await RunData.New();
        var file = Path.Combine(data.Folder, "crime.csv");
        await File.WriteAllTextAsync(file, "kind,ward,202603,202604\nTheft,North,12,9\nTheft,South,7,8\n");

        var refused = await ProgramRun.ToEnd(data, Import(file, name: new string('x', 81)));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Nothing was imported. A text is too long", refused.Errors, StringComparison.Ordinal);

        var taken = await ProgramRun.ToEnd(data, [.. Import(file), "--note", "2026-04 Theft: recorded otherwise"]);
        Assert.Equal((0, ""), (taken.ExitCode, taken.Errors));
        Assert.Contains("2 rows, 36 counted", taken.Output, StringComparison.Ordinal);
        Assert.Contains("Revision 1 of /statistics/crime; 0 published numbers changed.", taken.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "kind,ward,202603,202604\nTheft,North,12,11\nTheft,South,7,8\n");
        var again = await ProgramRun.ToEnd(data, [.. Import(file), "--slug", "crime"]);
        Assert.Contains("Revision 2 of /statistics/crime;", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("; 0 published numbers changed.", again.Output, StringComparison.Ordinal);
    }

    private static string[] Import(string file, string name = "Crime") =>
        ["import", "statistic", file, "--name", name, "--source", "The town", "--licence", "OGL", "--category", "kind", "--area", "ward"];
}
