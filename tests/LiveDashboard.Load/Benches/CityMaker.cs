using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// Makes a city's cases: reply times spread log-normally about nine hours, 35 categories, 24 areas, few old ones open.
/// The same seed makes the same city.
/// </summary>
public sealed class CityMaker(CaseLedger ledger, DateTimeOffset now)
{
    private const int Batch = 20_000;
    private static readonly TimeSpan Years = TimeSpan.FromDays(3652);
#pragma warning disable CA5394 // not for secrets: a city that is the same every time
    private readonly Random _random = new(20_111_201);

    public async Task Make(int events, int recentCases, int recentDays, CancellationToken ct)
    {
        var recent = TimeSpan.FromDays(recentDays);
        // A case has two events unless it is open: a fifth of the recent ones, one in a hundred of the others.
        var older = (int)((events - recentCases * 1.8) / 1.99);
        var made = 0;
        while (made < older + recentCases)
        {
            var cases = new List<NewCase>(Batch);
            var added = new List<NewEvent>(Batch * 2);
            var ids = CaseId.NewFamily(Batch);
            for (; cases.Count < Batch && made < older + recentCases; made++)
            {
                var old = made < older;
                var received = old
                    ? now - recent - (Years - recent) * (1 - made / (double)older)
                    : now - recent * (1 - (made - older) / (double)recentCases);
                Add(cases, added, ids[cases.Count], received, open: _random.NextDouble() < (old ? 0.01 : 0.2));
            }
            await ledger.Record(cases, added, ct);
            Console.Write($"\r{made:N0} cases");
        }
        Console.WriteLine();
    }

    private void Add(List<NewCase> cases, List<NewEvent> events, string id, DateTimeOffset received, bool open)
    {
        cases.Add(new NewCase(id, "load", null, null));
        events.Add(new NewEvent(id, EventKind.Received, received, new CaseFacts(
            CaseKind.Concern, $"c{_random.Next(35)}", $"a{_random.Next(24)}")));
        if (open) return;
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        var replied = received + TimeSpan.FromHours(9 * Math.Exp(1.6 * normal));
        events.Add(new NewEvent(id, EventKind.Replied, replied < now ? replied : now));
    }
#pragma warning restore CA5394
}
