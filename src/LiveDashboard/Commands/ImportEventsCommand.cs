using System.CommandLine;
using System.Diagnostics;
using LiveDashboard.Events.Importing;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Commands;

/// <summary><c>import events FILE</c>: takes records of events that were held in, with how many came.</summary>
public static class ImportEventsCommand
{
    private const int MostNamed = 20;

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A CSV file, plain or gzipped, with a header line: a row for each event.",
    };
    private static readonly Option<string> Host = new("--host") { Description = "The office that held them.", Required = true };
    private static readonly Option<string> Date = Column("--date", "The column of the day, as in 2026-03-14 or 14/03/2026.", "date");
    private static readonly Option<string> Name = Column("--name", "The column of the name.", "name");
    private static readonly Option<string> Place = Column("--place", "The column of the place.", "");
    private static readonly Option<string> Attendees = Column("--attendees", "The column of how many came.", "attendees");
    private static readonly Option<string> In = new("--language")
    {
        Description = "What the names are in: en or fr.",
        DefaultValueFactory = _ => "en",
    };

    public static Command Create()
    {
        var command = new Command(
            "events", "Import records of events that were held. Importing them again adds what is new, and corrects what differs.")
        {
            File, Host, Date, Name, Place, Attendees, In,
        };
        command.SetAction((parse, ct) => Shell.Run(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        await Shell.RefuseDemonstration(app, ct);
        var path = parse.GetRequiredValue(File);
        if (!System.IO.File.Exists(path)) throw new CannotStartException($"There is no file {path}.");
        var language = Language.Find(parse.GetRequiredValue(In)) ?? throw new CannotStartException("--language is en or fr.");
        var started = Stopwatch.StartNew();
        try
        {
            await using var stream = System.IO.File.OpenRead(path);
            var file = EventFile.Read(
                stream,
                new EventColumns(
                    parse.GetRequiredValue(Date), parse.GetRequiredValue(Name), parse.GetRequiredValue(Place),
                    parse.GetRequiredValue(Attendees)),
                app.Services.GetRequiredService<StationTime>().Today);
            var host = parse.GetRequiredValue(Host).Trim();
            if (host.Length is 0 or > Events.EventLimits.Host)
                throw new CannotStartException("--host is a name of at most 80 characters.");
            var import = app.Services.GetRequiredService<EventImport>();
            Tell(await import.Run(Actor.Console, file, host, language, ct), started.Elapsed);
        }
        catch (UnusableEventsException e)
        {
            throw new CannotStartException(
                $"Nothing was imported. {(e.Line > 0 ? $"Line {e.Line}: " : "")}"
                + $"{Language.English[$"events.problem.file.{e.Problem}"]} {e.What}".TrimEnd(), e);
        }
        return 0;
    }

    private static void Tell(ImportedEvents taken, TimeSpan took)
    {
        var file = taken.File;
        Console.WriteLine(
            $"{file.Rows.Count:N0} rows with {file.Total:N0} attendees in {took.TotalSeconds:N1} s: {taken.Added:N0} events added, "
            + $"{taken.Corrected:N0} corrected, {taken.Unchanged:N0} unchanged.");
        if (file.Copies.Count > 0)
            Console.WriteLine(
                $"{file.Copies.Count:N0} rows are exact copies of others; they are imported, as two sessions of a day look the same. Lines "
                + $"{string.Join(", ", file.Copies.Take(MostNamed))}{(file.Copies.Count > MostNamed ? ", …" : "")}.");
        foreach (var row in file.Apartness.Take(MostNamed))
            Console.WriteLine(
                $"Line {row.Line}: {row.Day:yyyy-MM-dd} stands apart from all other days; it is imported. A typing error?");
        if (file.Empty > 0) Console.WriteLine($"{file.Empty:N0} events were held with nobody there.");
        foreach (var names in file.Spellings.Take(MostNamed))
            Console.WriteLine($"One name in several spellings? {names}");
    }

    private static Option<string> Column(string name, string description, string otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = "COLUMN" };
}
