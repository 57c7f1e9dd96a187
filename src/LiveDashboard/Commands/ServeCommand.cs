using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveDashboard.Commands;

/// <summary>Serves the provider's own instance. Also what happens without a command.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serve the pages of this instance (also without any command).") { Shell.Urls };
        command.SetAction(Run);
        return command;
    }

    public static Task<int> Run(ParseResult parse, CancellationToken ct) => Shell.Refusing(async () =>
    {
        await using var app = Dashboard.Build(Settings(parse));
        await Dashboard.PrepareStorage(app);
        await Shell.RefuseDemonstration(app, ct);
        await Serve(app, async address => await StaffCommand.FirstLink(app, address, ct) is { } link
            ? $"Nobody can sign in yet. Set up the first account within 15 minutes at {link}" : null, ct);
        return 0;
    });

    /// <summary>Prepares the figures, starts, says where, and runs until it is stopped.</summary>
    /// <param name="more">What else to say, given the address.</param>
    public static async Task Serve(WebApplication app, Func<string, Task<string?>> more, CancellationToken ct)
    {
        await Dashboard.PrepareFigures(app);
        await app.StartAsync(ct);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine($"LiveDashboard is at {string.Join(" and ", addresses)}");
        if (await more(addresses.First()) is { } further) Console.WriteLine(further);
        await app.WaitForShutdownAsync(ct);
    }

    public static string[] Settings(ParseResult parse) =>
        parse.GetValue(Shell.Urls) is { } urls ? ["--urls", urls, .. Shell.Settings(parse)] : Shell.Settings(parse);
}
