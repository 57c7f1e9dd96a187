using System.CommandLine;
using System.Text.Json;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Spectre.Console;

namespace LiveDashboard.Commands;

/// <summary><c>jobs</c>: the timetable, and how the last run of each job went.</summary>
public static class JobsCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON, for programs." };
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command(
            "jobs", "Show what runs by itself, when next, and how it went last. The server may run on.")
        { Json };
        command.SetAction((parse, ct) => Shell.Visit(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var station = app.Services.GetRequiredService<StationTime>();
        await using (var db = await app.Services.GetRequiredService<Database>().Read(ct))
            if (await StartChecks.ZoneOf(db) is { } zone) station.Settle(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var jobs = await app.Services.GetRequiredService<JobRuns>().List(ct);
        if (parse.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(jobs, Indented));
        else Print(jobs, station);
        return 0;
    }

    private static void Print(IReadOnlyList<JobState> jobs, StationTime station)
    {
        string Time(long at) => $"{station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)):yyyy-MM-dd HH:mm:ss}";
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("job", "next", "last", "outcome", "seconds", "last ok", "why");
        table.Columns[4].RightAligned();
        foreach (var job in jobs)
            table.AddRow(
                Markup.Escape(job.Name), $"{job.Next:yyyy-MM-dd HH:mm:ss}",
                job.Last is { } last ? Time(last.StartedAt) : "-", job.Last?.Outcome ?? "-",
                job.Last is { EndedAt: { } ended } over
                    ? FormattableString.Invariant($"{(ended - over.StartedAt) / 1000.0:0.0}") : "-",
                job.LastOk is { } ok ? Time(ok.StartedAt) : "-", Markup.Escape(job.Last?.Reason ?? ""));
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200; // a file has no edge to wrap at
        AnsiConsole.Write(table);
    }
}
