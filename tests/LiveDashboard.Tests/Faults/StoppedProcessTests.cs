using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Faults;

/// <summary>The program stands still under load, as when its machine is moved or short of memory.</summary>
public sealed class StoppedProcessTests
{
    [Fact]
    public async Task A_program_that_stood_still_goes_on_and_loses_nothing()
    {
        await using var data = await RunData.New();
        await using var program = await ProgramUnderLoad.Start(data);
        program.Run.Signal("STOP");
        await Task.Delay(TimeSpan.FromSeconds(3));
        program.Run.Signal("CONT");
        await program.WritesResume();
        Assert.Empty(program.Load.Refused);
        await program.EndsWithNothingLost();
    }
}
