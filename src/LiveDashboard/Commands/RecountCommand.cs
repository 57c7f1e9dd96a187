using System.CommandLine;
using LiveDashboard.Storage;

namespace LiveDashboard.Commands;

/// <summary><c>recount</c>: proves that the figures are what the events and the ballots say.</summary>
public static class RecountCommand
{
    public static Command Create()
    {
        var command = new Command("recount", "Count everything again from the raw events and ballots and compare it with the published tables.");
        command.SetAction((parse, ct) => Shell.Run(parse, app => Run(app, ct)));
        return command;
    }

    private static async Task<int> Run(WebApplication app, CancellationToken ct)
    {
        var differences = new List<string>();
        foreach (var proof in app.Services.GetServices<IProof>())
            differences.AddRange(await proof.Differences(app.Services.GetRequiredService<Database>(), ct));
        foreach (var difference in differences) Console.WriteLine(difference);
        Console.WriteLine(differences.Count == 0 ? "Recounted: no difference." : $"Recounted: {differences.Count} differences or more.");
        return differences.Count == 0 ? 0 : 1;
    }
}
