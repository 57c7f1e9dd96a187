using Microsoft.Extensions.Options;

namespace LiveDashboard.Storage;

/// <summary>
/// Looks every two seconds at the room where the embedded database lies, and ends the program when its disk failed.
/// </summary>
public sealed partial class DiskGuard(
    DataPlace place, IOptions<DataOptions> options, WriteGate gate, ILogger<DiskGuard> log) : BackgroundService
{
    /// <summary>The exit code after a failure of the disk (EX_IOERR): whoever supervises it starts it again.</summary>
    public const int DiskFailedExit = 74;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    /// <summary>What is free where the data lies, in bytes.</summary>
    public static long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!place.Embedded) return Task.CompletedTask;
        Look(); // before the first visitor
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var failed = gate.DiskFailed;
        for (var tick = Tick(); await Task.WhenAny(tick, failed) == tick && await tick; tick = Tick()) Look();
        if (!failed.IsCompleted) return;
        Ending(DiskFailedExit);
        await Task.Delay(LastWords, CancellationToken.None); // for the answers under way, and for the log
        // Not a stop in order: that closes the database, which syncs again.
        Environment.Exit(DiskFailedExit);

        Task<bool> Tick() => timer.WaitForNextTickAsync(stoppingToken).AsTask();
    }

    private void Look()
    {
        try
        {
            var free = FreeBytes(place.Folder);
            gate.Room(free >= options.Value.FreeMegabytes * 1024L * 1024, free);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CannotLook(e);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The disk failed. The program ends with code {Code} and must be started again")]
    private partial void Ending(int code);

    [LoggerMessage(LogLevel.Error, "How much room there is on the disk cannot be told")]
    private partial void CannotLook(Exception e);
}
