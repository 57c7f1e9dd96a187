using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Spectre.Console;

namespace LiveDashboard.Commands;

/// <summary><c>figures</c>: what the pages would show of any cohort, and the exact values beside it.</summary>
public static class FiguresCommand
{
    private static readonly Option<string?> From = new("--received-from") { Description = "First day of receipt, yyyy-MM-dd, station time; or a moment, yyyy-MM-ddTHH:mm:ss.", HelpName = "DAY" };
    private static readonly Option<string?> To = new("--received-to") { Description = "Last day of receipt; or the moment before which.", HelpName = "DAY" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "What happened later is not counted; yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss, station time. Default: now.", HelpName = "TIME" };
    private static readonly Option<string?> By = new("--by") { Description = "Split by category or area.", HelpName = "LIST" };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON, for programs." };

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        By.AcceptOnlyFromAmong("category", "area");
        var command = new Command("figures", "Print reply times of a cohort, exact and as published but unsuppressed: for staff, and to check the pages.")
        {
            From, To, AsOf, By, Json,
        };
        command.SetAction((parse, ct) => Shell.Run(parse, app => Run(parse, app, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var station = app.Services.GetRequiredService<StationTime>();
        var asOf = parse.GetValue(AsOf) is { } moment ? MomentOf(moment, station) : station.Now;
        var cohort = new Cohort(
            parse.GetValue(From) is { } from ? MomentOf(from, station) : DateTimeOffset.UnixEpoch,
            parse.GetValue(To) is not { } to ? asOf
                : DayOf(to) is { } day ? station.StartOf(day.AddDays(1)) : MomentOf(to, station),
            asOf);
        await using var snapshot = await app.Services.GetRequiredService<Database>().ReadSnapshot(ct);
        var figures = await cohort.Measure(snapshot.Connection, parse.GetValue(By) ?? "all", station);
        if (parse.GetValue(Json)) PrintJson(figures);
        else PrintTable(figures, cohort);
        return 0;
    }

    private static void PrintJson(IEnumerable<CohortFigures> figures) => Console.WriteLine(JsonSerializer.Serialize(
        figures.Select(one => new
        {
            one.Group,
            one.Received,
            one.Replied,
            one.Waiting,
            Exact = new { MedianSeconds = Seconds(one.ExactMedian), P90Seconds = Seconds(one.ExactNineInTen) },
            Published = new { MedianSeconds = Seconds(one.PublishedMedian), P90Seconds = Seconds(one.PublishedNineInTen) },
        }),
        Indented));

    private static double? Seconds(Quantile? quantile) =>
        quantile is { Reached: true } known ? Math.Round(known.Time.TotalSeconds, 3) : null;

    private static void PrintTable(IReadOnlyList<CohortFigures> figures, Cohort cohort)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("group", "received", "replied", "waiting", "median", "9 in 10", "median published", "9 in 10 published");
        for (var column = 1; column < 8; column++) table.Columns[column].RightAligned();
        foreach (var one in figures)
            table.AddRow(
                Markup.Escape(one.Group), $"{one.Received:N0}", $"{one.Replied:N0}", $"{one.Waiting:N0}",
                Text(one.ExactMedian), Text(one.ExactNineInTen), Text(one.PublishedMedian), Text(one.PublishedNineInTen));
        Console.WriteLine(FormattableString.Invariant(
            $"Received from {cohort.From:yyyy-MM-dd HH:mm zzz} until {cohort.Before:yyyy-MM-dd HH:mm zzz}, as of {cohort.AsOf:yyyy-MM-dd HH:mm:ss zzz}. Unsuppressed: not for publication."));
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200; // a file has no edge to wrap at
        AnsiConsole.Write(table);
        if (figures.Count == 0) Console.WriteLine("Nothing was received on these days.");
    }

    private static string Text(Quantile? quantile) => quantile switch
    {
        null => "-",
        { Reached: false } open => "more than " + Language.English.Duration(open.Time),
        { } known => Language.English.Duration(known.Time),
    };

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset MomentOf(string text, StationTime station)
    {
        if (DayOf(text) is { } day) return station.StartOf(day);
        var zoned = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)) return moment;
        return !zoned && DateTime.TryParse(text, CultureInfo.InvariantCulture, out var local)
            ? new DateTimeOffset(local, station.Zone.GetUtcOffset(local))
            : throw new CannotStartException($"'{text}' is not a time; write it as 2026-11-21 or 2026-11-21T14:00:00.");
    }
}
