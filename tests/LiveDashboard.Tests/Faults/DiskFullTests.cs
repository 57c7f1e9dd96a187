using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Faults;

/// <summary>The disk runs full under load and has room again, or may not be written.</summary>
public sealed class DiskFullTests
{
    [SmallDiskFact]
    public async Task A_full_disk_is_told_as_such_loses_nothing_and_ends_by_itself()
    {
        await using var disk = SmallDisk.Mount(28);
        await using var data = disk.Data;
        await using var program = await ProgramUnderLoad.Start(data, ("Data__FreeMegabytes", "0"));

        disk.FillBut(1);
        await program.Load.Until(() => program.Load.Refused.Count >= 50);
        Assert.All(program.Load.Refused, problem => Assert.Equal("no-room", problem));
        Assert.StartsWith("Degraded: The disk has no room for more.", await program.State(), StringComparison.Ordinal);

        disk.Free();
        await program.WritesResume();
        Assert.Equal("Healthy", await program.State());
        await program.EndsWithNothingLost();
    }

    [SmallDiskFact]
    public async Task Before_the_disk_is_full_connected_systems_are_refused_and_the_rest_goes_on()
    {
        await using var disk = SmallDisk.Mount(200);
        await using var data = disk.Data;
        await using var program = await ProgramUnderLoad.Start(data, ("Data__FreeMegabytes", "40"));
        Assert.Equal("Healthy", await program.State());

        disk.FillBut(35);
        await program.Load.Until(() => program.Load.Refused.Count >= 20);
        Assert.All(program.Load.Refused, problem => Assert.Equal("no-room", problem));
        Assert.StartsWith("Degraded", await program.State(), StringComparison.Ordinal);

        disk.Free();
        await program.WritesResume();
        await program.EndsWithNothingLost();
    }

    [SmallDiskFact]
    public async Task A_folder_that_may_not_be_written_is_told_at_the_start_and_left_as_it_is()
    {
        await using var disk = SmallDisk.Mount(40);
        await using var data = disk.Data;
        await using (var program = await ProgramUnderLoad.Start(data, ("Data__FreeMegabytes", "0")))
            await program.EndsWithNothingLost();
        disk.Writable(false);
        var refused = await ProgramRun.ToEnd(data, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith($"The data folder {data.Folder} cannot be written to", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Errors, StringComparison.Ordinal); // what to do

        disk.Writable(true);
        await using var again = await ProgramUnderLoad.Start(data, ("Data__FreeMegabytes", "0"));
        await again.EndsWithNothingLost();
    }
}
