using System.CommandLine;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Statistics;
using LiveDashboard.Statistics.Editing;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Commands;

/// <summary><c>import statistic FILE…</c>: takes a monthly series in, wide or long.</summary>
public static class ImportStatisticCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "CSV files, plain or gzipped, each with a header line; together they are one series.",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string> Name = new("--name") { Description = "The name in English; the address follows from it.", Required = true };
    private static readonly Option<string> French = Text("--name-fr", "The name in French.");
    private static readonly Option<string> Slug = Text("--slug", "The address of the statistic that this is a new revision of.");
    private static readonly Option<string> Unit = Text("--unit", "What is counted, as in offences.");
    private static readonly Option<string> Source = new("--source") { Description = "Whose figures they are.", Required = true };
    private static readonly Option<string> Licence = new("--licence") { Description = "Under which licence.", Required = true };
    private static readonly Option<string> About = Text("--about", "What the figures do not say.");
    private static readonly Option<string> Category = Text("--category", "The column of the category.");
    private static readonly Option<string> Area = Text("--area", "The column of the area.");
    private static readonly Option<string> Month = Text("--month", "Of a long file, the column of the month. Without it the months are columns named as in 202603.");
    private static readonly Option<string> Value = Text("--value", "Of a long file, the column of the count. Without it each row is one.");
    private static readonly Option<string[]> Note = new("--note")
    {
        Description = "A line in the chart, as in \"2013-04 FRAUD AND FORGERY: recording moved to a national body\"; without a category it is of all.",
        HelpName = "MONTH [CATEGORY:] WORDS",
    };

    public static Command Create()
    {
        var command = new Command(
            "statistic", "Import a monthly series by category and area. Each import is a revision; published numbers that it changes are logged.")
        {
            Files, Name, French, Slug, Unit, Source, Licence, About, Category, Area, Month, Value, Note,
        };
        command.SetAction((parse, ct) => Shell.Run(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        await Shell.RefuseDemonstration(app, ct);
        var notes = (parse.GetValue(Note) ?? []).Select(NoteOf).ToArray(); // before anything is written
        var series = new Series();
        var form = new StatisticForm
        {
            Slug = parse.GetValue(Slug),
            NameEn = parse.GetValue(Name),
            NameFr = parse.GetValue(French),
            UnitEn = parse.GetValue(Unit),
            Source = parse.GetValue(Source),
            Licence = parse.GetValue(Licence),
            AboutEn = parse.GetValue(About),
            CategoryColumn = parse.GetValue(Category),
            AreaColumn = parse.GetValue(Area),
            MonthColumn = parse.GetValue(Month),
            ValueColumn = parse.GetValue(Value),
        };
        var (given, problem) = form.Read();
        if (problem is not null) throw Refused(new UnusableSeriesException(0, problem, ""));
        Imported imported;
        try
        {
            foreach (var path in parse.GetRequiredValue(Files))
            {
                if (!File.Exists(path)) throw new CannotStartException($"There is no file {path}.");
                await using var file = File.OpenRead(path);
                series.Add(file, form.Columns);
            }
            imported = await app.Services.GetRequiredService<StatisticImport>().Run(Actor.Console, given, series, ct);
        }
        catch (UnusableSeriesException e)
        {
            throw Refused(e);
        }
        var one = (await app.Services.GetRequiredService<StatisticStore>().Find(imported.Slug, ct))!;
        foreach (var note in notes)
            await app.Services.GetRequiredService<NoteStore>().Add(Actor.Console, one, note with { Id = $"{one.Id[..8]}-{note.Id}" }, ct);
        Tell(imported);
        return 0;
    }

    private static CannotStartException Refused(UnusableSeriesException e) => new(
        $"Nothing was imported. {(e.Line > 0 ? $"Line {e.Line}: " : "")}{Language.English[$"statistics.problem.{e.Problem}"]} {e.What}".TrimEnd(), e);

    private static void Tell(Imported imported)
    {
        Console.WriteLine(
            $"{imported.Rows:N0} rows, {imported.Total:N0} counted; {imported.Cells:N0} cells with sums, {imported.Hidden:N0} of them hidden. "
            + $"Revision {imported.Revision} of /statistics/{imported.Slug}; {imported.Changed:N0} published numbers changed.");
        if (imported.Copies > 0) Console.WriteLine($"{imported.Copies:N0} rows are exact copies of others; they are counted. Are they meant?");
        if (imported.Blanks > 0) Console.WriteLine($"{imported.Blanks:N0} empty cells were taken as nothing.");
        if (imported.Missing.Count > 0) Console.WriteLine($"No file names these months: {string.Join(", ", imported.Missing.Select(Months.Plain))}.");
    }

    private static StatisticNote NoteOf(string text)
    {
        var parts = text.Split(' ', 2);
        if (parts.Length != 2 || Series.MonthOf(parts[0]) is not { } month)
            throw new CannotStartException($"--note {text}: begin with the month, as in 2013-04.");
        var (category, words) = parts[1].Split(": ", 2) is [var named, var said] ? (named, said) : ("", parts[1]);
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
        return new StatisticNote(id, month, category, words, "");
    }

    private static Option<string> Text(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => "" };
}
