using System.CommandLine;
using System.Diagnostics;
using LiveDashboard.Storage;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Commands;

/// <summary>
/// The first start of the demonstration loads its records in a process of its own: reading and storing them leaves
/// thirty megabytes with the process that did it, and the one that serves runs for as long as anybody looks.
/// </summary>
public static class DemoFirstStart
{
    /// <summary>Given to the process that loads; it ends when the one that serves does.</summary>
    public static readonly Option<bool> LoadOnly = new("--load-only") { Hidden = true };

    /// <summary>Whether nothing is there yet. On PostgreSQL the serving process loads: its database is elsewhere.</summary>
    public static bool IsFirst(WebApplication app) =>
        string.IsNullOrWhiteSpace(app.Configuration.GetConnectionString("Dashboard"))
        && !DataFolder.HoldsDatabase(app.Services.GetRequiredService<IOptions<DataOptions>>().Value.Folder);

    /// <summary>Loads the records; what this process does not finish, the serving one or the next start does.</summary>
    /// <returns>The process' exit code; it has said itself why it is not zero.</returns>
    public static async Task<int> Load(CancellationToken ct)
    {
        var command = Environment.GetCommandLineArgs(); // of which the first is the program's dll, also when its own host runs it
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet") start.ArgumentList.Add(command[0]);
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(LoadOnly.Name);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    /// <summary>
    /// Ends this process when the one that waits for it is gone: its end of our input closes with it. At once, so that
    /// the folder is free for the next start; what is not committed is loaded then.
    /// </summary>
    public static void EndWithParent() => new Thread(() =>
    {
        while (Console.In.Read() >= 0) { /* nothing is ever said */ }
        Environment.Exit(1);
    })
    { IsBackground = true }.Start();
}
