using System.CommandLine;
using LiveDashboard.Feedback.Recounts;

namespace LiveDashboard.Commands;

/// <summary><c>recount</c>: proves that the figures are what the events say.</summary>
public static class RecountCommand
{
    public static Command Create()
    {
        var command = new Command("recount", "Count everything again from the raw events and compare it with the published tables.");
        command.SetAction((parse, ct) => Shell.Run(parse, app => Run(app, ct)));
        return command;
    }

    private static async Task<int> Run(WebApplication app, CancellationToken ct)
    {
        var differences = await app.Services.GetRequiredService<Recount>().Differences(ct);
        foreach (var difference in differences) Console.WriteLine(difference);
        Console.WriteLine(differences.Count == 0 ? "Recounted: no difference." : $"Recounted: {differences.Count} differences or more.");
        return differences.Count == 0 ? 0 : 1;
    }
}
