using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>Months of made-up cases, the same in every run, told up to now.</summary>
public static class StationCases
{
    /// <summary>The topic that has too few messages to be shown.</summary>
    public const string Rare = "Lost property";

    // More than are shown at once.
    private static readonly string[] Topics =
    [
        "Street lights", "Noise", "Traffic", "Parking", "Graffiti", "Dogs", "Fly-tipping", "Patrols", "Burglary", "Bicycles", "Crossings", "Events",
    ];
    private static readonly string[] Areas = ["Northgate", "Harbour", "Old Town", "Campus"];

    /// <summary>Writes them through the import, as a provider would, with a promise of three days.</summary>
    public static async Task Write(IServiceProvider services, int cases, int days = 90)
    {
        await services.GetRequiredService<TargetStore>().Set("", "", TimeSpan.FromHours(72), DateTimeOffset.UnixEpoch, CancellationToken.None);
        if (cases == 0) return;
        await services.GetRequiredService<CaseImport>().Write("station", [.. Rows(cases, days)], CancellationToken.None);
    }

    /// <summary>A message that comes now, or so long ago.</summary>
    public static async Task Receive(IServiceProvider services, TimeSpan ago = default, TimeSpan? answeredAfter = null, int count = 1)
    {
        var at = services.GetRequiredService<TimeProvider>().GetUtcNow() - ago;
        var ids = Enumerable.Range(0, count).Select(_ => CaseId.New()).ToArray();
        var events = ids.Select(id => new NewEvent(id, EventKind.Received, at, new CaseFacts(CaseKind.Concern, "", "")));
        if (answeredAfter is { } after) events = events.Concat(ids.Select(id => new NewEvent(id, EventKind.Replied, at + after)));
        await services.GetRequiredService<CaseLedger>().Record(
            [.. ids.Select(id => new NewCase(id, "web", null, null))], [.. events], CancellationToken.None);
    }

    /// <summary>Messages on a topic, received and answered today.</summary>
    public static Task ReceiveOn(IServiceProvider services, string topic, int count)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<CaseImport>().Write(
            "station",
            [.. Enumerable.Range(0, count).Select(i => new ImportRow(
                $"{topic} {i}", now.AddHours(-2), now.AddHours(-1), topic, Areas[0], CaseKind.Concern, null))],
            CancellationToken.None);
    }

#pragma warning disable CA5394 // a fixed seed, so that every run sees the same station
    private static IEnumerable<ImportRow> Rows(int cases, int days)
    {
        var random = new Random(20261121);
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < cases; i++)
        {
            var received = now - TimeSpan.FromDays(days) * ((i + 0.5) / cases);
            var wait = TimeSpan.FromHours(Math.Exp(random.NextDouble() * 6 - 1.2)); // 20 minutes to five days
            var replied = random.Next(50) == 0 || received + wait > now ? (DateTimeOffset?)null : received + wait;
            yield return new ImportRow(
                $"{i}", received, replied, i % 400 == 0 ? Rare : Topics[random.Next(Topics.Length)], Areas[random.Next(Areas.Length)],
                CaseKind.Concern, null);
        }
    }
#pragma warning restore CA5394
}
