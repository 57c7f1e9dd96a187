using System.CommandLine;
using LiveDashboard.Storage;
using LiveDashboard.Storage.Backups;

namespace LiveDashboard.Commands;

/// <summary><c>restore FILE</c>: puts a backup in the place of the database.</summary>
public static class RestoreCommand
{
    private static readonly Argument<string> From = new("FILE") { Description = "A backup, as backup wrote it." };

    public static Command Create()
    {
        var command = new Command(
            "restore", "Put a backup in the place of the database, which is kept aside. Stop the server first.")
        { From };
        command.SetAction((parse, ct) => Shell.Repair(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var file = Path.GetFullPath(parse.GetRequiredValue(From));
        if (!File.Exists(file)) throw new CannotStartException($"There is no file {file}.");
        var (contents, former) = await app.Services.GetRequiredService<IBackupFormat>().Restore(file, ct);
        if (app.Services.GetRequiredService<DataPlace>().Embedded)
            app.Services.GetRequiredService<DataFolder>().MarkUsed();
        Console.WriteLine($"Restored and verified: {contents}.");
        Console.WriteLine($"The former database is kept: {former}");
        return 0;
    }
}
