using System.Net;
using System.Net.Sockets;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Commands;

/// <summary>The program at a shell.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData(""), InlineData("serve"), InlineData("demo"), InlineData("import"), InlineData("import cases"), InlineData("import statistic"), InlineData("import events")]
    [InlineData("figures")]
    [InlineData("target"), InlineData("target set"), InlineData("target list"), InlineData("recount")]
    [InlineData("key"), InlineData("key create"), InlineData("key list"), InlineData("key revoke")]
    [InlineData("check"), InlineData("backup"), InlineData("restore"), InlineData("jobs")]
    [InlineData("staff"), InlineData("staff list"), InlineData("staff invite"), InlineData("staff disable"), InlineData("staff setup")]
    [InlineData("staff code")]
    public async Task Help_of_every_command_says_what_it_does(string command)
    {
        var end = await ProgramRun.ToEnd(null, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Usage:", end.Output, StringComparison.Ordinal);
        Assert.Contains("--data", end.Output, StringComparison.Ordinal);
        Assert.InRange(end.Output.Length, 200, 5000);
        Assert.Equal("", end.Errors);
    }

    [Theory, InlineData("--no-such-option"), InlineData("no-such-command"), InlineData("demo --speed 1000"), InlineData("figures --by colour"), InlineData("figures --as-of yesterday")]
    [InlineData("key create"), InlineData("key create --name crm --scope cases:read"), InlineData("key create --name web")]
    [InlineData("key create --name crm --expires 367d"), InlineData("key create --name crm --expires soon"), InlineData("key revoke none")]
    [InlineData("check"), InlineData("backup"), InlineData("restore"), InlineData("restore none.db"), InlineData("jobs")]
    [InlineData("staff invite"), InlineData("staff invite --name Ada --role boss"), InlineData("staff disable Ada"), InlineData("staff code")]
    public async Task What_it_does_not_know_it_refuses(string arguments)
    {
        await using var data = await RunData.New();
        var end = await ProgramRun.ToEnd(data, arguments.Split(' '));
        Assert.NotEqual(0, end.ExitCode);
        Assert.NotEqual("", end.Errors);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Theory, InlineData("serve", true), InlineData("serve", false), InlineData("demo", true), InlineData("demo", false)]
    public async Task Folder_and_address_come_from_options_or_the_environment(string command, bool options)
    {
        await using var elsewhere = await RunData.New();
        var folder = Path.Combine(elsewhere.Folder, "chosen");
        var address = $"http://127.0.0.1:{FreePort()}";
        await using var run = options
            ? ProgramRun.Start(null, [command, "--data", folder, "--urls", address])
            : ProgramRun.Start(null, [command], ("ASPNETCORE_URLS", address), ("Data__Folder", folder));

        Assert.Equal(new Uri(address), await run.Served());
        Assert.True(File.Exists(Path.Combine(folder, "dashboard.db")));
        using var visitor = new HttpClient { BaseAddress = new Uri(address) };
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_named_in_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var data = await RunData.New();
        var end = await ProgramRun.ToEnd(data, "serve", "--urls", $"http://{taken.LocalEndpoint}");
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("--urls", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_once_listed_without_its_secret_and_ended()
    {
        await using var data = await RunData.New();
        var made = await ProgramRun.ToEnd(data, "key", "create", "--name", "crm", "--scope", "cases:write", "--expires", "90d");
        Assert.Equal(0, made.ExitCode);
        var secret = made.Output.Trim();
        Assert.Matches("^ldk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$", secret);
        var id = secret.Split('_')[1];

        var list = await ProgramRun.ToEnd(data, "key", "list");
        Assert.Contains($"{id}  crm  cases:write", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[^43..], list.Output, StringComparison.Ordinal);

        var ended = await ProgramRun.ToEnd(data, "key", "revoke", id);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("revoked", ended.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ProgramRun.ToEnd(data, "key", "revoke", id)).ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
