using System.Data.Common;
using System.Globalization;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Demo;

/// <summary>How far the demonstration is, in the database, so that it goes on where it was stopped.</summary>
/// <param name="Shift">How far the records are moved in time.</param>
/// <param name="Until">Everything up to here (in the demonstration's time) is recorded.</param>
/// <param name="Loaded">Whether the whole past is in.</param>
public sealed record DemoState(TimeSpan Shift, DateTimeOffset Until, bool Loaded)
{
    public static async Task<DemoState?> Find(DbConnection db)
    {
        var settings = (await db.QueryAsync<(string Name, string Value)>(
            "SELECT name, value FROM setting WHERE name IN ('demo_shift', 'demo_until', 'demo_loaded')"))
            .ToDictionary(setting => setting.Name, setting => setting.Value);
        return settings.TryGetValue("demo_shift", out var shift)
            ? new DemoState(
                TimeSpan.FromMilliseconds(Number(shift)), DateTimeOffset.FromUnixTimeMilliseconds(Number(settings["demo_until"])),
                settings["demo_loaded"] == "yes")
            : null;
    }

    /// <summary>Written in the transaction of what it speaks of.</summary>
    public async Task Save(DbConnection db)
    {
        await Set(db, "demo_shift", Text((long)Shift.TotalMilliseconds));
        await Set(db, "demo_until", Text(Until.ToUnixTimeMilliseconds()));
        await Set(db, "demo_loaded", Loaded ? "yes" : "no");
    }

    /// <exception cref="CannotStartException">The database is a provider's own.</exception>
    public static async Task RefuseForeign(DbConnection db)
    {
        if (await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM (SELECT 1 AS one FROM feedback_case LIMIT 1) found") > 0)
            throw new CannotStartException(
                "This database holds a provider's own cases; the demonstration needs one of its own. Choose another folder with --data.");
    }

    private static Task Set(DbConnection db, string name, string value) => db.ExecuteAsync(
        "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { name, value });

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
