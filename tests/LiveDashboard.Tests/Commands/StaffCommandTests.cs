using System.Text.RegularExpressions;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Commands;

/// <summary>Staff, from the shell.</summary>
public sealed partial class StaffCommandTests
{
    [Fact]
    public async Task A_new_instance_says_once_how_to_begin_and_has_no_account_of_its_own()
    {
        await using var data = await RunData.New();
        await using (var run = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"]))
        {
            var address = await run.Served();
            await Task.Delay(500); // the line after the address
            run.Terminate();
            var said = (await run.End()).Output;
            Assert.Contains($"http://localhost:{address.Port}/staff/welcome#", said, StringComparison.Ordinal);
            Assert.DoesNotContain("password", said, StringComparison.Ordinal);
        }
        Assert.Contains("Nobody may sign in", (await ProgramRun.ToEnd(data, "staff", "list")).Output,
            StringComparison.Ordinal);
        Assert.Equal(1, (await ProgramRun.ToEnd(data, "staff", "code")).ExitCode); // the demonstration's alone
        foreach (var command in new[] { new[] { "staff", "setup" },
            ["staff", "invite", "--name", "Ada", "--role", "officer"] })
            Assert.Matches("^/staff/welcome#[A-Za-z0-9_-]{43}$", (await ProgramRun.ToEnd(data, command)).Output.Trim());
    }

    [Fact]
    public async Task The_demonstration_says_how_to_sign_in()
    {
        await using var data = await RunData.New();
        await using var run = ProgramRun.Start(data, ["demo", "--urls", "http://127.0.0.1:0"]);
        await run.Served();
        var code = await ProgramRun.ToEnd(data, "staff", "code");
        Assert.Equal("", code.Errors);
        Assert.Matches("^[0-9]{6}$", code.Output.Trim());
        run.Terminate();
        Assert.Matches(Account(), (await run.End()).Output);
    }

    [GeneratedRegex("name demo, password [a-z2-7]{16}")]
    private static partial Regex Account();
}
