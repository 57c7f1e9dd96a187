using System.CommandLine;
using LiveDashboard.Storage.Backups;

namespace LiveDashboard.Commands;

/// <summary><c>backup</c>: a verified copy of the database in one file.</summary>
public static class BackupCommand
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The file to write; it must not be there yet. Default: a new one in Backup:Folder.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Write the whole database into one file, while the server runs on, and verify it: "
            + "restored for a trial, every figure recounted.")
        { To };
        command.SetAction((parse, ct) => Shell.Visit(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var made = await app.Services.GetRequiredService<BackupFiles>().Make(parse.GetValue(To), ct);
        Console.WriteLine(made.File);
        if (made.Verified is { } verified) Console.WriteLine($"Verified: {verified.Contents}.");
        else await Console.Error.WriteLineAsync($"Unverified: {PostgresBackup.NoTrial}");
        return 0;
    }
}
