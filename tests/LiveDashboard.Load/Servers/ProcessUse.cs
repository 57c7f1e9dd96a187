using System.Globalization;

namespace LiveDashboard.Load.Servers;

/// <summary>What a process has used so far, as the kernel counts it (Linux).</summary>
/// <param name="CpuSeconds">User and system time, in seconds, to 10 ms.</param>
/// <param name="ResidentKiB">Resident memory now.</param>
public sealed record ProcessUse(double CpuSeconds, double ResidentKiB)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    public static ProcessUse Of(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return new ProcessUse(ticks / TicksPerSecond, KiB(process, "VmRSS"));
    }

    /// <summary>A line of /proc/PID/status in KiB, such as VmHWM.</summary>
    public static double KiB(int process, string line)
    {
        var found = File.ReadLines($"/proc/{process}/status").First(one => one.StartsWith(line + ":", StringComparison.Ordinal));
        return double.Parse(found.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
