using System.CommandLine;
using LiveDashboard.Storage;

namespace LiveDashboard.Commands;

/// <summary><c>check</c>: whether the database is sound.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command(
            "check",
            "Look through the whole database: pages, references, schema, and every figure against the events. "
            + "The server may run on.");
        command.SetAction((parse, ct) => Shell.Visit(parse, app => Run(app, ct)));
        return command;
    }

    private static async Task<int> Run(WebApplication app, CancellationToken ct)
    {
        var found = await app.Services.GetRequiredService<DatabaseCheck>()
            .Run(app.Services.GetRequiredService<Database>(), ct);
        if (found.Sound)
        {
            Console.WriteLine($"Checked: sound. {found.Contents}.");
            return 0;
        }
        foreach (var problem in found.Problems) Console.WriteLine(problem);
        await Console.Error.WriteLineAsync(
            "The database is not sound. Stop the server, keep a copy of the data folder, "
            + "and restore the last backup: restore FILE.");
        return 1;
    }
}
