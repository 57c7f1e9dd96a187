using System.CommandLine;
using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Commands;

/// <summary><c>target</c>: the promised time to the first reply.</summary>
public static class TargetCommand
{
    private static readonly Argument<string> Within = new("WITHIN") { Description = "The promised time, as in 72h or 5d." };
    private static readonly Option<string> Kind = new("--kind") { Description = "Only for this kind of message.", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Category = new("--category") { Description = "Only for this category, by its name.", DefaultValueFactory = _ => "" };
    private static readonly Option<string?> From = new("--from") { Description = "The day from which it holds, yyyy-MM-dd. Default: today.", HelpName = "DAY" };

    public static Command Create()
    {
        Kind.AcceptOnlyFromAmong([.. CaseKind.All, ""]);
        var set = new Command("set", "Promise a first reply within a time, from a day on.") { Within, Kind, Category, From };
        set.SetAction((parse, ct) => Shell.Run(parse, app => Set(parse, app, ct)));
        var list = new Command("list", "Show what is promised, and since when.");
        list.SetAction((parse, ct) => Shell.Run(parse, app => List(app, ct)));
        return new Command("target", "The promised time to the first reply.") { set, list };
    }

    private static async Task<int> Set(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var targets = app.Services.GetRequiredService<TargetStore>();
        var station = app.Services.GetRequiredService<StationTime>();
        var within = Shell.TimeOf(parse.GetRequiredValue(Within));
        var name = parse.GetRequiredValue(Category);
        var category = name.Length == 0 ? "" : await targets.FindCategory(name, ct)
            ?? throw new CannotStartException($"There is no category '{name}'.");
        var from = parse.GetValue(From) is not { } text ? station.Today
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new CannotStartException($"'{text}' is not a day; write it as 2026-11-21.");
        await targets.Set(parse.GetRequiredValue(Kind), category, within, station.StartOf(from), ct, Actor.Console);
        return await List(app, ct);
    }

    private static async Task<int> List(WebApplication app, CancellationToken ct)
    {
        var targets = await app.Services.GetRequiredService<TargetStore>().List(ct);
        var station = app.Services.GetRequiredService<StationTime>();
        foreach (var target in targets)
            Console.WriteLine(
                $"{Language.English.Duration(target.Within)} for {(target.Kind.Length == 0 ? "every kind" : target.Kind)}"
                + $"{(target.Category.Length == 0 ? "" : $" about {target.Category}")}, from {station.DayOf(target.From):yyyy-MM-dd}"
                + (target.To is { } to ? $" until {station.DayOf(to):yyyy-MM-dd}" : ""));
        if (targets.Count == 0) Console.WriteLine("Nothing is promised. Set a target, as in: target set 72h");
        return 0;
    }
}
