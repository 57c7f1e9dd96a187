using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>How a system's files are read, told once and kept; what is told wrongly is refused.</summary>
public sealed class ProfileTests
{
    private const string Cases = "no,came,went,about\n7,2026-05-01 10:00:00,2026-05-01 11:00:00,Noise\n8,2026-05-02 10:00:00,,Noise\n";

    [Fact]
    public async Task A_profile_is_saved_and_serves_the_next_import()
    {
        await using var data = await RunData.New();
        var first = await ProgramRun.ToEnd(
            data, "import", "cases", data.File("a.csv", Cases), "--column", "id=no", "received=came", "replied=went", "category=about",
            "--time-format", "yyyy-MM-dd HH:mm:ss", "--time-zone", "Europe/London", "--save-profile", "phone");
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("2 added", first.Output, StringComparison.Ordinal);
        Assert.Contains("phone", first.Output, StringComparison.Ordinal);

        var again = await ProgramRun.ToEnd(
            data, "import", "cases", data.File("b.csv", Cases + "9,2026-05-03 10:00:00,,Dogs\n"), "--profile", "phone");
        Assert.Contains("1 added, 0 changed, 2 unchanged", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.ToEnd(data, "recount")).ExitCode);
    }

    public static readonly TheoryData<string, string> Mistakes = new()
    {
        { "--profile no-such", "There is no import profile 'no-such'" },
        { "--profile ../etc/passwd", "letters, digits" },
        { "--column id=no received=arrived", "no column arrived" },
        { "--column id=no received=came --time-zone Mars/Olympus", "'Mars/Olympus' is not a time zone" },
        { "--column id=no received=came --kind complaint", "'complaint' is not a kind" },
        { "--column id=no", "id and received must be named" },
        { "--column id=no colour=about", "--column colour=about is not one of" },
        { "--column id=no received=came --time-format dd.MM.yyyy", "No row of the file could be read" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_refused_with_a_sentence(string options, string sentence)
    {
        await using var data = await RunData.New();
        var end = await ProgramRun.ToEnd(data, ["import", "cases", data.File("a.csv", Cases), .. options.Split(' ')]);
        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains(sentence, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }
}
