using LiveDashboard.Jobs;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Storage.Backups;

/// <summary>
/// The job that makes the nightly backup. A run that ended well means a backup that was restored for a trial and found
/// sound: the last one is the last verified backup.
/// </summary>
public sealed class Backup(BackupFiles backups, IOptions<BackupOptions> options) : IJob
{
    /// <exception cref="JobAlarmException">No backup could be made, or it could not be verified.</exception>
    public async Task Run(CancellationToken ct)
    {
        if (options.Value.Keep == 0 || backups.Folder is not { } folder) return;
        try
        {
            var made = await backups.Make(null, ct);
            backups.Prune(folder);
            if (made.Verified is null)
                throw new JobAlarmException($"The backup {made.File} is unverified: {PostgresBackup.NoTrial}");
        }
        catch (CannotStartException e)
        {
            throw new JobAlarmException(e.Message);
        }
    }
}
