using System.CommandLine;
using System.Globalization;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Commands;

/// <summary>What all commands share: the data folder option, opening the program, and how a refusal reads.</summary>
public static class Shell
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder of the embedded database (Data:Folder).",
        HelpName = "FOLDER",
        Recursive = true,
    };

    public static readonly Option<string?> Urls = new("--urls")
    {
        Description = "The addresses to listen on, separated by semicolons.",
        HelpName = "URLS",
    };

    /// <summary>Opens the program on its database without serving pages, runs the work, and closes it.</summary>
    public static Task<int> Run(ParseResult parse, Func<WebApplication, Task<int>> work) => Refusing(async () =>
    {
        await using var app = Dashboard.Build(Settings(parse), builder => builder.Logging.AddFilter("LiveDashboard", LogLevel.Warning));
        await Dashboard.PrepareStorage(app);
        return await work(app);
    });

    /// <summary>
    /// Opens the program on its database to read, also while a server runs on it, and runs the work. Nothing is
    /// brought up to date: an earlier version's database is read as it is.
    /// </summary>
    public static Task<int> Visit(ParseResult parse, Func<WebApplication, Task<int>> work) =>
        With(parse, DataFolder.Visit, work);

    /// <summary>Opens the program on a folder whose database may be gone or damaged, and keeps others out.</summary>
    public static Task<int> Repair(ParseResult parse, Func<WebApplication, Task<int>> work) =>
        With(parse, DataFolder.TakeAsItIs, work);

    private static Task<int> With(
        ParseResult parse, Func<string, DataFolder> take, Func<WebApplication, Task<int>> work) =>
        Refusing(async () =>
        {
            await using var app = Dashboard.Build(Settings(parse), builder =>
            {
                builder.Logging.AddFilter("LiveDashboard", LogLevel.Warning);
                builder.Services.Replace(ServiceDescriptor.Singleton(
                    provider => take(provider.GetRequiredService<DataPlace>().Folder)));
            });
            if (app.Services.GetRequiredService<DataPlace>().Embedded) app.Services.GetRequiredService<DataFolder>();
            try
            {
                return await work(app);
            }
            catch (System.Data.Common.DbException e)
            {
                throw new CannotStartException(
                    $"The database cannot be used: {e.Message} Was this program ever started on it? check says more.",
                    e);
            }
        });

    /// <summary>Old records that a clock of their own replays must not pass for a provider's own.</summary>
    /// <exception cref="CannotStartException">The database is the demonstration's.</exception>
    public static async Task RefuseDemonstration(WebApplication app, CancellationToken ct)
    {
        await using var db = await app.Services.GetRequiredService<Database>().Read(ct);
        if (await DemoState.Find(db) is not null)
            throw new CannotStartException(
                "This database holds the demonstration. Start it with demo, or choose another folder with --data.");
    }

    /// <summary>What would let anybody in is for the demonstration alone.</summary>
    /// <exception cref="CannotStartException">The database is a provider's own.</exception>
    public static async Task RequireDemonstration(WebApplication app, CancellationToken ct)
    {
        await using var db = await app.Services.GetRequiredService<Database>().Read(ct);
        if (await DemoState.Find(db) is null)
            throw new CannotStartException("This is not the demonstration. Its folder is named with --data.");
    }

    /// <summary>The command line's settings, as configuration takes them.</summary>
    public static string[] Settings(ParseResult parse)
    {
        var settings = new List<string>();
        if (parse.GetValue(Data) is { } data) settings.AddRange(["--Data:Folder", data]);
        return [.. settings];
    }

    /// <summary>A time as in 72h or 5d.</summary>
    /// <exception cref="CannotStartException">It is written otherwise.</exception>
    public static TimeSpan TimeOf(string text)
    {
        var unit = text.Length > 1 ? text[^1] : ' ';
        if (!int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0 || unit is not ('h' or 'd') || number > 10_000)
            throw new CannotStartException($"'{text}' is not a time; write it as 72h or 5d.");
        return unit == 'h' ? TimeSpan.FromHours(number) : TimeSpan.FromDays(number);
    }

    /// <summary>Runs the work; a refusal becomes its sentence on the error output and exit code 1.</summary>
    public static async Task<int> Refusing(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is CannotStartException or UnreadableFileException or WriteStoppedException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures) await Console.Error.WriteLineAsync($"Configuration: {failure}");
        }
        catch (InvalidOperationException e) when (e.InnerException is FormatException or ArgumentException)
        {
            // The binder's own words name the key and the value that does not fit.
            await Console.Error.WriteLineAsync($"Configuration: {e.Message}");
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Stop the other program, or choose another address with --urls.");
        }
        return 1;
    }
}
