using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Keeping;

/// <summary>How long something is kept after its case was closed, in days; 0 keeps it for ever.</summary>
public sealed record KeepingPeriod
{
    public string What { get; init; } = "";
    public long Days { get; init; }
}

/// <summary>The periods that hold: those that were set, and the program's own for the rest.</summary>
public sealed class KeepingPeriods(Database database)
{
    /// <summary>Names, e-mail addresses and phone numbers: no longer than an answer may need.</summary>
    public const string Contact = "contact";
    /// <summary>What residents and staff wrote.</summary>
    public const string Words = "words";
    /// <summary>The same of something suspicious.</summary>
    public const string Suspicious = "suspicious";

    public const int Most = 36_500;

    /// <summary>What holds where nothing was set, contact data first.</summary>
    public static readonly IReadOnlyList<KeepingPeriod> Defaults =
    [
        new() { What = Contact, Days = 90 }, new() { What = Words, Days = 730 }, new() { What = Suspicious, Days = 365 },
    ];

    public async Task<IReadOnlyList<KeepingPeriod>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db);
    }

    public static async Task<IReadOnlyList<KeepingPeriod>> List(DbConnection db)
    {
        var set = (await db.QueryAsync<KeepingPeriod>("SELECT what, days FROM keeping_period")).ToDictionary(one => one.What);
        return [.. Defaults.Select(one => set.GetValueOrDefault(one.What, one))];
    }

    /// <summary>Sets a period, in a turn that may do more.</summary>
    public static Task Set(DbConnection db, string what, int days, long now) => db.ExecuteAsync(
        """
        INSERT INTO keeping_period (what, days, set_at) VALUES (@what, @days, @now)
            ON CONFLICT (what) DO UPDATE SET days = excluded.days, set_at = excluded.set_at
        """,
        new { what, days, now });
}
