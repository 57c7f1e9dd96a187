using System.Globalization;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Load.Servers;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Load.Forums;

/// <summary>A forum that has begun, in an empty database, with one poll of three options that is open and shown.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Code">What people join with.</param>
public sealed record Meeting(string Folder, string Code, string PollId)
{
    private static readonly Actor Host = new("load", "Load");

    /// <summary>Makes it anew.</summary>
    public static async Task<Meeting> Make(string folder, CancellationToken ct)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        await using var instance = await Instance.Open(folder);
        var made = await instance.Get<ForumStore>().Make(Host, "Night patrols", "en", DateTimeOffset.UtcNow, ct);
        async Task<HostAct> Act() => new(Host, made.Id, (await instance.Get<ForumStore>().Find(made.Id, ct))!.Version);
        void Done(ActAnswer answer)
        {
            if (answer != ActAnswer.Done) throw new InvalidOperationException($"The host was told {answer}.");
        }
        var poll = BallotId.New();
        var draft = new PollDraft(
            PollKind.One, "Which hours worry you most?", ["Before 22:00", "22:00 to 01:00", "After 01:00"], 0, 1, "",
            Named: false, Changeable: true, Live: false, SmallRoom: false);
        Done(await instance.Get<RoomActs>().Begin(await Act(), ct));
        Done(await instance.Get<PollDrafts>().Add(await Act(), poll, draft, ct));
        Done(await instance.Get<PollActs>().Open(await Act(), poll, null, ct));
        return new Meeting(folder, made.Code!, poll);
    }

    /// <summary>The program on it, listening.</summary>
    /// <param name="commitSize">How many writes are committed together at most; 0 for as shipped.</param>
    public async Task<ProgramProcess> Serve(CancellationToken ct, int commitSize = 0)
    {
        var settings = new Dictionary<string, string> { ["Provider__TimeZone"] = "America/New_York" };
        foreach (var limit in (string[])["Connections", "ConnectionsPerAddress", "ConnectionsPerSecond"])
            settings[$"Live__{limit}"] = "50000"; // all come from one address here
        if (commitSize > 0) settings["Data__CommitSize"] = commitSize.ToString(CultureInfo.InvariantCulture);
        var program = ProgramProcess.Start(AppContext.BaseDirectory, 0, settings, "serve", "--data", Folder);
        await program.WaitFor("/health/ready", ct);
        return program;
    }

    /// <summary>How many ballots are stored, and how many the tally says; nobody may be writing.</summary>
    public async Task<(long Stored, long Tallied)> Count(CancellationToken ct)
    {
        await using var instance = await Instance.Open(Folder);
        await using var db = await instance.Get<Database>().Read(ct);
        return (
            await Dapper.SqlMapper.ExecuteScalarAsync<long>(db, "SELECT COUNT(*) FROM ballot"),
            (await PollTally.Read(db, PollId, 1)).Where(row => row.Choice == PollTally.Ballots).Sum(row => row.N));
    }
}
