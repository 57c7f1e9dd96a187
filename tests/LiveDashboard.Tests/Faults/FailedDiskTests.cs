using System.Globalization;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Faults;

/// <summary>
/// Single calls to the disk fail under load. DASHBOARD_FAULTS asks for every call up to that number, before a release.
/// </summary>
public sealed class FailedDiskTests
{
    private const string Log = "dashboard.db-wal", File = "dashboard.db", Sync = "fsync,fdatasync";

    public static TheoryData<string, string, string, int> Failures()
    {
        var failures = new TheoryData<string, string, string, int>
        {
            { Log, Sync, "EIO", 1 },
            { Log, "pwrite64", "EIO", 9 },
            { Log, "pwrite64", "EROFS", 1 }, // as when the system takes a failing disk's right to be written
            { File, Sync, "EIO", 1 }, // while the log is taken into the file
            { File, "ftruncate", "EIO", 1 }, // when all of it is
        };
        var asked = Environment.GetEnvironmentVariable("DASHBOARD_FAULTS");
        if (!int.TryParse(asked, CultureInfo.InvariantCulture, out var most)) return failures;
        foreach (var (file, calls) in new[] { (Log, Sync), (Log, "pwrite64"), (File, "pwrite64") })
            for (var call = 2; call <= most; call++) failures.Add(file, calls, "EIO", call);
        return failures;
    }

    [DiskFaultTheory, MemberData(nameof(Failures))]
    public async Task A_disk_that_fails_ends_the_program_and_the_next_start_finds_all_that_was_confirmed(
        string file, string calls, string error, int call)
    {
        await using var data = await RunData.New();
        await using var program = await ProgramUnderLoad.Start(data);
        await using (await DiskFault.Inject(
            program.Run, Path.Combine(data.Folder, file), calls, error, call.ToString(CultureInfo.InvariantCulture)))
            Assert.Equal(DiskGuard.DiskFailedExit, (await program.Run.End()).ExitCode);
        Assert.All(program.Load.Refused, problem => Assert.Equal("disk-failed", problem));
        await program.NothingIsLost();
        await using var again = await ProgramUnderLoad.Start(data);
        await again.EndsWithNothingLost();
    }

    [DiskFaultTheory, InlineData("1..30"), InlineData("7..40")]
    public async Task Room_that_is_missing_for_a_while_stops_writes_only_so_long(string when)
    {
        await using var data = await RunData.New();
        await using var program = await ProgramUnderLoad.Start(data);
        await using (await DiskFault.Inject(program.Run, Path.Combine(data.Folder, Log), "pwrite64", "ENOSPC", when))
        {
            await program.Load.Until(() => program.Load.Refused.Count > 0);
            Assert.StartsWith("Degraded", await program.State(), StringComparison.Ordinal);
        }
        await program.WritesResume();
        Assert.All(program.Load.Refused, problem => Assert.Equal("no-room", problem));
        Assert.Equal("Healthy", await program.State());
        await program.EndsWithNothingLost();
    }
}
