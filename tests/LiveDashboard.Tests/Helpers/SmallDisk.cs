using System.Diagnostics;
using System.Globalization;

namespace LiveDashboard.Tests.Helpers;

/// <summary>A disk of a few megabytes, held in memory, with a file on it that can be deleted to make room.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _mount = TestFolder.New();

    private SmallDisk()
    {
    }

    private string Ballast => Path.Combine(_mount, "ballast");

    /// <summary>Why there can be none on this machine; null if there can.</summary>
    public static string? Missing { get; } = Try();

    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk();
        var size = megabytes.ToString(CultureInfo.InvariantCulture);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}m", "tmpfs", disk._mount)) return disk;
        Directory.Delete(disk._mount);
        throw new IOException("The disk could not be mounted.");
    }

    /// <summary>A folder on it, for the program's data.</summary>
    public RunData Data => new(Directory.CreateDirectory(Path.Combine(_mount, "data")).FullName, null);

    /// <summary>Takes all room away but this.</summary>
    public void FillBut(int megabytes) =>
        File.WriteAllBytes(Ballast, new byte[new DriveInfo(_mount).AvailableFreeSpace - (megabytes * 1024L * 1024)]);

    /// <summary>Whether anybody may write on it, as from now on. Nobody may be writing.</summary>
    public void Writable(bool may) => Assert.True(Run("mount", "-o", may ? "remount,rw" : "remount,ro", _mount));

    /// <summary>Gives back what <see cref="FillBut"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    public ValueTask DisposeAsync()
    {
        Run("umount", "--lazy", _mount);
        Directory.Delete(_mount);
        return ValueTask.CompletedTask;
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "Mounting a small disk needs root on Linux.";
        try
        {
            Mount(1).DisposeAsync().AsTask().Wait();
            return null;
        }
        catch (IOException)
        {
            return "This machine does not allow mounting a small disk.";
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A fact that needs a <see cref="SmallDisk"/>.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
