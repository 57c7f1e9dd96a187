using Dapper;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Faults;

/// <summary>The real program on a data folder, while a connected system sends to it as fast as it can.</summary>
public sealed class ProgramUnderLoad(RunData data, ProgramRun run, Uri address, IngestLoad load) : IAsyncDisposable
{
    public ProgramRun Run => run;
    public IngestLoad Load => load;

    /// <param name="settings">Further settings, as the environment gives them.</param>
    public static async Task<ProgramUnderLoad> Start(RunData data, params (string Name, string Value)[] settings)
    {
        var key = (await ProgramRun.ToEnd(data, "key", "create", "--name", "crm")).Output.Trim();
        var run = ProgramRun.Start(
            data, ["serve", "--urls", "http://127.0.0.1:0"],
            [("Ingest__RatePerSecond", "10000"), ("Ingest__Burst", "100000"), ("Backup__Keep", "0"), .. settings]);
        try
        {
            var address = await run.Served();
            var load = new IngestLoad(address, key);
            await load.Until(() => load.Stored >= 20);
            return new ProgramUnderLoad(data, run, address, load);
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the program says of itself at <c>/health/ready</c>, and that pages are served.</summary>
    public async Task<string> State()
    {
        using var visitor = new HttpClient { BaseAddress = address };
        using var page = await visitor.GetAsync("/en");
        page.EnsureSuccessStatusCode();
        return await visitor.GetStringAsync("/health/ready");
    }

    /// <summary>Writes are confirmed again, within ten seconds from now.</summary>
    public async Task WritesResume()
    {
        var (before, since) = (load.Stored, Environment.TickCount64);
        await load.Until(() => load.Stored >= before + 10);
        Assert.InRange(Environment.TickCount64 - since, 0, 10_000);
    }

    /// <summary>Ends the program with SIGTERM; nothing that was confirmed is lost and the database is sound.</summary>
    public async Task EndsWithNothingLost()
    {
        await load.Stop();
        run.Terminate();
        Assert.Equal(0, (await run.End()).ExitCode);
        await NothingIsLost();
    }

    /// <summary>What is on the disk, with no program running: sound, recounted, and all that was confirmed.</summary>
    public async Task NothingIsLost()
    {
        var check = await ProgramRun.ToEnd(data, "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
        var stored = await data.Read(async database =>
        {
            await using var db = await database.Read(CancellationToken.None);
            return (await db.QueryAsync<string>("SELECT external_id FROM feedback_case")).ToList();
        });
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Empty((await load.Confirmed()).Except(stored));
    }

    public async ValueTask DisposeAsync()
    {
        load.Dispose();
        await run.DisposeAsync();
    }
}
