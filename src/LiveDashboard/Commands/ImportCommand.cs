using System.CommandLine;
using System.Diagnostics;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace LiveDashboard.Commands;

/// <summary><c>import cases FILE</c>: takes a file of another system in.</summary>
public static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "A CSV file, plain or gzipped, in UTF-8, with a header line." };
    private static readonly Option<string?> Profile = new("--profile") { Description = "A saved or shipped profile, such as boston-311.", HelpName = "NAME" };
    private static readonly Option<string[]> Columns = new("--column")
    {
        Description = "Which column holds what: id=…, received=…, replied=…, category=…, area=…, kind=…, subject=…",
        HelpName = "FIELD=COLUMN",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> TimeZone = new("--time-zone") { Description = "The zone of times that name none, as in Europe/London.", HelpName = "ZONE" };
    private static readonly Option<string?> TimeFormat = new("--time-format") { Description = "As in \"yyyy-MM-dd HH:mm:ss\"; or iso; or unix-ms.", HelpName = "FORMAT" };
    private static readonly Option<string?> Kind = new("--kind") { Description = "The kind of every case: concern, question, suggestion or praise.", HelpName = "KIND" };
    private static readonly Option<string?> SaveProfile = new("--save-profile") { Description = "Keep these settings under a name, for next time.", HelpName = "NAME" };

    public static Command Create()
    {
        var cases = new Command("cases", "Import cases from a CSV file. Importing it again changes only what differs.")
        {
            File, Profile, Columns, TimeZone, TimeFormat, Kind, SaveProfile,
        };
        cases.SetAction((parse, ct) => Shell.Run(parse, app => Run(parse, app, ct)));
        return new Command("import", "Take data of other systems in.") { cases, ImportStatisticCommand.Create(), ImportEventsCommand.Create() };
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        await Shell.RefuseDemonstration(app, ct);
        var folder = app.Services.GetRequiredService<IOptions<DataOptions>>().Value.Folder;
        var profile = ProfileOf(parse, folder);
        var file = ImportFile.Check(parse.GetRequiredValue(File));
        var started = Stopwatch.StartNew();
        var result = await AnsiConsole.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var rows = progress.AddTask($"Importing {file.Records:N0} rows", maxValue: file.Records);
                return await app.Services.GetRequiredService<ImportCases>().Run(file, profile, folder, done => rows.Value = done, ct);
            });
        Tell(result, started.Elapsed);
        if (parse.GetValue(SaveProfile) is not null)
        {
            profile.Save(folder);
            Console.WriteLine($"Saved as profile {profile.Name}.");
        }
        return 0;
    }

    private static ImportProfile ProfileOf(ParseResult parse, string folder)
    {
        var saveAs = parse.GetValue(SaveProfile);
        var known = parse.GetValue(Profile) is { } name ? ImportProfile.Find(name, folder) : null;
        var columns = Mapping(parse.GetValue(Columns) ?? []);
        string Take(string field, string? held) => columns.GetValueOrDefault(field) ?? held ?? "";
        string? Optional(string field, string? held) => columns.GetValueOrDefault(field) ?? held;
        var held = known?.Columns;
        var profile = new ImportProfile(
            saveAs ?? known?.Name ?? "import",
            new ImportColumns(
                Take("id", held?.Id), Take("received", held?.Received), Optional("replied", held?.Replied),
                Optional("category", held?.Category), Optional("area", held?.Area), Optional("kind", held?.Kind),
                Optional("subject", held?.Subject)),
            parse.GetValue(TimeFormat) ?? known?.TimeFormat ?? TimeReader.Iso,
            parse.GetValue(TimeZone) ?? known?.TimeZone ?? "Etc/UTC",
            parse.GetValue(Kind) ?? known?.Kind ?? "concern");
        return profile.Problem() is { } problem
            ? throw new CannotStartException($"The import cannot start: {problem} See import cases --help.")
            : profile;
    }

    private static Dictionary<string, string> Mapping(string[] columns)
    {
        string[] fields = ["id", "received", "replied", "category", "area", "kind", "subject"];
        var mapping = new Dictionary<string, string>();
        foreach (var column in columns)
        {
            var parts = column.Split('=', 2);
            if (parts.Length != 2 || !fields.Contains(parts[0]) || parts[1].Length == 0)
                throw new CannotStartException($"--column {column} is not one of {string.Join(", ", fields.Select(field => field + "=NAME"))}.");
            mapping[parts[0]] = parts[1];
        }
        return mapping;
    }

    private static void Tell(ImportResult result, TimeSpan took)
    {
        Console.WriteLine(
            $"{result.Read:N0} rows in {took.TotalSeconds:N1} s ({result.Read / Math.Max(0.001, took.TotalSeconds):N0} a second): "
            + $"{result.Counts.Added:N0} added, {result.Counts.Changed:N0} changed, {result.Counts.Unchanged:N0} unchanged, {result.Skipped:N0} skipped.");
        foreach (var (reason, count) in result.Reasons.OrderByDescending(reason => reason.Value)) Console.WriteLine($"  {count:N0} × {reason}");
        if (result.Report is not null) Console.WriteLine($"The skipped rows, with line and reason: {result.Report}");
    }
}
