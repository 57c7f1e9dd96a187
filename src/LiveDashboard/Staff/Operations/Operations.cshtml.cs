using System.Globalization;
using System.Reflection;
using LiveDashboard.Figures.Live;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Storage.Backups;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Staff.Operations;

/// <summary>Whether the program does what it should, and what to do when it does not.</summary>
[Authorize(StaffPolicy.View)]
public sealed class OperationsModel(
    JobRuns runs, OperationsStore store, StationTime station, BackupFiles backups, IOptions<BackupOptions> backup,
    IEnumerable<IStaffAlerts> alerts, Visit visit)
        : PageModel
{
    private const string BackupJob = nameof(Storage.Backups.Backup);

    public IReadOnlyList<JobState> Jobs { get; private set; } = [];

    /// <summary>Those whose last run did not end well.</summary>
    public IReadOnlyList<JobState> Red { get; private set; } = [];

    /// <summary>Open pages that watch figures on this node.</summary>
    public long Viewers { get; private set; }

    /// <summary>Writes that wait for the lane of this node.</summary>
    public long Waiting { get; private set; }

    public string Engine { get; private set; } = "";
    public long Megabytes { get; private set; }

    /// <summary>The version, and the beginning of the commit that it was built from.</summary>
    public static string Version { get; } = typeof(OperationsModel).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+') is
            [var version, { Length: > 8 } commit] ? $"{version} ({commit[..8]})" : "";

    /// <summary>What other parts of the program ask staff to look at.</summary>
    public IReadOnlyList<StaffAlert> Alerts { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        foreach (var part in alerts) Alerts = [.. Alerts, .. await part.Read(visit.Language, ct)];
        Jobs = await runs.List(ct);
        Red = [.. Jobs.Where(job => job.Last?.Outcome is JobOutcome.Alarm or JobOutcome.Failed)];
        Viewers = HttpContext.RequestServices.GetRequiredService<FigureWatchers>().Count;
        Waiting = HttpContext.RequestServices.GetRequiredService<WriteLane>().Waiting;
        Engine = await store.Engine(ct);
        Megabytes = Math.Max(1, await store.Size(ct) / 1_000_000);
    }

    public string At(Language language) => station.When(language, station.Now.ToUnixTimeMilliseconds());

    /// <summary>When the last backup was made that was restored for a trial and found sound.</summary>
    public string LastBackup(Language language) =>
        backup.Value.Keep == 0 || backups.Folder is null ? language["staff.operations.backup.off"]
        : Jobs.FirstOrDefault(job => job.Name == BackupJob)?.LastOk is { } ok ? station.When(language, ok.StartedAt)
        : language["staff.operations.backup.none"];

    /// <summary>The last part of the key of what to do.</summary>
    public static string Advice(JobState job) =>
        job.Name == BackupJob ? "backup" : job.Last?.Outcome == JobOutcome.Alarm ? "alarm" : "failed";

    public static string Mark(JobState job) => job.Last?.Outcome switch
    {
        JobOutcome.Ok => "ok",
        JobOutcome.Alarm or JobOutcome.Failed => "late",
        JobOutcome.Interrupted => "slow",
        _ => "none",
    };

    public static string Icon(JobState job) => job.Last?.Outcome switch
    {
        JobOutcome.Ok => "within",
        JobOutcome.Alarm or JobOutcome.Failed => "far",
        JobOutcome.Interrupted => "over",
        _ => "nodata",
    };

    public static string Took(Language language, JobState job) => job.Last is { EndedAt: { } ended } last
        ? language.Say("staff.operations.seconds", ((ended - last.StartedAt) / 1000.0)
            .ToString("0.0", CultureInfo.InvariantCulture)
            .Replace(".", language["staff.operations.point"], StringComparison.Ordinal))
        : "–";
}
