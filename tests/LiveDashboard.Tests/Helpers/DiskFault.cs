using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LiveDashboard.Tests.Helpers;

/// <summary>Makes calls of a running program to its disk fail, by strace, which tampers with them on their way.</summary>
public sealed class DiskFault : IAsyncDisposable
{
    private readonly Process _strace;

    private DiskFault(Process strace) => _strace = strace;

    /// <summary>Why there can be none on this machine; null if there can.</summary>
    public static string? Missing { get; } = Try();

    /// <param name="program">The process.</param>
    /// <param name="file">Whose calls fail.</param>
    /// <param name="calls">As in <c>fsync,fdatasync</c>.</param>
    /// <param name="error">As in <c>EIO</c>.</param>
    /// <param name="when">Which calls from now on, counted from 1: <c>3</c>, or <c>3..9</c> for several.</param>
    public static async Task<DiskFault> Inject(ProgramRun program, string file, string calls, string error, string when)
    {
        var id = program.Id.ToString(CultureInfo.InvariantCulture);
        var fault = new DiskFault(Start(
            "-f", "-qq", "-o", "/dev/null", "-p", id, "-P", file, "-e", $"trace={calls}",
            "-e", $"inject={calls}:error={error}:when={when}"));
        await Eventually.Holds(() => Task.FromResult(fault._strace.HasExited || Tasks(id).All(IsTraced)));
        Assert.False(fault._strace.HasExited, "strace could not attach itself.");
        return fault;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            // Asked to end it lets go of the program; killed it might leave it stopped.
            using var kill = Process.Start("kill", ["-INT", _strace.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }

    private static string[] Tasks(string id) => Directory.GetDirectories($"/proc/{id}/task");

    private static bool IsTraced(string task)
    {
        try
        {
            return !File.ReadLines(Path.Combine(task, "status")).Contains("TracerPid:\t0");
        }
        catch (IOException)
        {
            return true; // the thread is gone
        }
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "Making calls to the disk fail needs root on Linux.";
        try
        {
            using var strace = Start("-o", "/dev/null", "-e", "trace=none", "true");
            strace.WaitForExit();
            return strace.ExitCode == 0 ? null : "This machine does not allow strace.";
        }
        catch (Win32Exception)
        {
            return "strace is missing.";
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
}

/// <summary>A theory that needs <see cref="DiskFault"/>.</summary>
public sealed class DiskFaultTheoryAttribute : TheoryAttribute
{
    public DiskFaultTheoryAttribute() => Skip = DiskFault.Missing;
}
