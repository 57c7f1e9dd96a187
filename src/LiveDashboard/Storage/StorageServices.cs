using System.ComponentModel.DataAnnotations;
using LiveDashboard.Jobs;
using LiveDashboard.Storage.Backups;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Storage;

/// <summary>Where the data lies; the section <c>Data</c> of the configuration.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>The folder of the embedded database, of saved profiles and reports. Relative to where it is started.</summary>
    [Required] public string Folder { get; set; } = "data";

    /// <summary>How many writes may wait; more are refused with 503.</summary>
    [Range(1, 1_000_000)] public int QueueLimit { get; set; } = 4096;

    /// <summary>How many waiting writes one commit takes at most; 1 commits each on its own.</summary>
    [Range(1, 10_000)] public int CommitSize { get; set; } = WriteLane.DefaultCommitSize;

    /// <summary>
    /// What stays free where the embedded database lies, in megabytes: below it connected systems are refused with 503.
    /// Not a share of the disk: what the program needs to go on does not grow with it.
    /// </summary>
    [Range(0, 1_000_000_000)] public long FreeMegabytes { get; set; } = 256;
}

/// <summary>Where the data lies, without touching it.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Embedded">Whether the database is in it, and not on a server.</param>
public sealed record DataPlace(string Folder, bool Embedded);

public static class StorageServices
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => DataFolder.Take(provider.GetRequiredService<IOptions<DataOptions>>().Value.Folder));
        var server = configuration.GetConnectionString("Dashboard");
        services.AddSingleton(provider => string.IsNullOrWhiteSpace(server)
            ? Database.Embedded(provider.GetRequiredService<DataFolder>().DatabaseFile)
            : Database.Server(server));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DataOptions>>().Value;
            var database = provider.GetRequiredService<Database>();
            var metrics = provider.GetRequiredService<StorageMetrics>();
            var lane = new WriteLane(
                database, provider.GetRequiredService<WriteGate>(), metrics,
                provider.GetRequiredService<ILogger<WriteLane>>(),
                new LaneLimits(options.QueueLimit, options.CommitSize));
            var folder = provider.GetRequiredService<DataPlace>().Folder;
            metrics.Watch(
                lane, database, () => database.File is { } file ? WriteAheadLog.Bytes(file) : 0,
                () => DiskGuard.FreeBytes(folder));
            return lane;
        });
        services.AddSingleton(provider => new DataPlace(
            Path.GetFullPath(provider.GetRequiredService<IOptions<DataOptions>>().Value.Folder),
            string.IsNullOrWhiteSpace(server)));
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<WriteGate>();
        services.AddHostedService<DiskGuard>();
        services.AddSingleton<Idempotency>();
        services.AddRetention<PruneAnswers>();
        services.AddSingleton<DatabaseCheck>();
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrWhiteSpace(server)) services.AddSingleton<IBackupFormat, SqliteBackup>();
        else services.AddSingleton<IBackupFormat, PostgresBackup>();
        services.AddSingleton<BackupFiles>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<StartChecks>();
    }

    /// <summary>Brings the database to this program's schema and refuses what would not be safe.</summary>
    /// <exception cref="CannotStartException">With a sentence that says what to do.</exception>
    public static async Task PrepareStorage(this IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        try
        {
            await services.GetRequiredService<Migrator>().Run(ct);
            var configured = services.GetRequiredService<IOptions<ProviderOptions>>().Value.TimeZone;
            if (await services.GetRequiredService<StartChecks>().Run(configured, ct) is { } zone)
                services.GetRequiredService<StationTime>().Settle(TimeZoneInfo.FindSystemTimeZoneById(zone));
        }
        catch (Npgsql.NpgsqlException e)
        {
            throw new CannotStartException($"PostgreSQL cannot be used: {e.Message} Check ConnectionStrings:Dashboard and that the server runs.", e);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            throw new CannotStartException($"The database {database.File} cannot be used: {e.Message} Restore it from a backup.", e);
        }
        if (database.Engine == Engine.Sqlite) services.GetRequiredService<DataFolder>().MarkUsed();
    }
}
