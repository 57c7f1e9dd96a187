using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace LiveDashboard.Storage.Backups;

/// <summary>Runs one of PostgreSQL's own programs on a database.</summary>
public static class PostgresTool
{
    /// <exception cref="CannotStartException">It is not installed, or failed: with its own words.</exception>
    public static async Task Run(
        string tool, NpgsqlConnectionStringBuilder on, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true };
        // In the environment, where other users of the machine cannot read it.
        foreach (var (name, value) in new[]
        {
            ("PGHOST", on.Host), ("PGPORT", on.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", on.Username),
            ("PGPASSWORD", on.Password), ("PGDATABASE", on.Database), ("PGAPPNAME", "LiveDashboard"),
        })
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        using var process = Start(start);
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0) throw new CannotStartException($"{tool} failed: {errors.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CannotStartException(
                $"Backups of PostgreSQL need its program {start.FileName}, which was not found. Install PostgreSQL's "
                + "client programs (on Debian: postgresql-client), in the server's version or newer.", e);
        }
    }
}
