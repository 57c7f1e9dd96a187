using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Cases;

/// <summary>
/// One thing that happens, as plain numbers so that a failing history can be shrunk by leaving steps out.
/// <paramref name="What"/> is out of 100, the others choose among what there is.
/// </summary>
/// <param name="Joins">In the same commit as the step before.</param>
/// <param name="Fails">Fails after half of its work is done.</param>
public sealed record Happening(int What, int Which, int Where, int HoursAgo, bool Joins, bool Fails);

/// <summary>Plays a history of steps on a database, in commits as the steps ask for.</summary>
public sealed class CaseChaos(TestDatabase test)
{
    private static readonly string[] Categories = ["", "lights", "noise", "traffic"];
    private static readonly string[] Areas = ["", "north", "south"];
    private static readonly string[] Kinds =
    [
        EventKind.Acknowledged, EventKind.Noted, EventKind.Resolved, EventKind.Reopened, EventKind.Withheld,
        EventKind.Restored,
    ];
    private readonly List<(string Id, long Events)> _cases = [];
    private readonly List<(IReadOnlyList<NewCase> Cases, IReadOnlyList<NewEvent> Events, bool Fails)> _pending = [];
    private int _named;

    public async Task Play(IEnumerable<Happening> steps)
    {
        foreach (var step in steps)
        {
            if (!step.Joins) await Commit();
            await Play(step);
        }
        await Commit();
    }

    private async Task Play(Happening step)
    {
        var at = test.Clock.GetUtcNow() - TimeSpan.FromHours(step.HoursAgo);
        switch (step.What)
        {
            case < 30:
                var id = $"case {_named++}";
                Queue([new NewCase(id, "web", null, null)], [new NewEvent(id, EventKind.Received, at, Facts(step))],
                    step.Fails);
                break;
            case < 55 when Choose(step) is { } chosen:
                Queue([], [new NewEvent(chosen.Id, EventKind.Replied, at)], step.Fails);
                break;
            case < 75 when Choose(step) is { } chosen:
                Queue([], [new NewEvent(chosen.Id, Kinds[step.Where % Kinds.Length], at)], step.Fails);
                break;
            case < 83 when Choose(step) is { } chosen: // voids any earlier event, even the receipt
                Queue([], [new NewEvent(chosen.Id, EventKind.Corrected, at, null, 1 + step.Where % chosen.Events)],
                    step.Fails);
                break;
            case < 88 when Choose(step) is { } chosen: // filed wrongly: the receipt is voided and told again
                Queue(
                    [],
                    [
                        new NewEvent(chosen.Id, EventKind.Corrected, at, null, 1),
                        new NewEvent(chosen.Id, EventKind.Received, at, Facts(step)),
                    ],
                    step.Fails);
                break;
            case < 92:
                await Commit();
                await PromiseAnew(step);
                break;
            case < 97:
                await Commit();
                test.Clock.Advance(TimeSpan.FromHours(step.HoursAgo));
                break;
            default:
                await Commit();
                await new HeadlineWindow(test.Lane, test.Station).Run(CancellationToken.None);
                await new PruneEmptyHours(test.Lane).Prune(CancellationToken.None);
                break;
        }
    }

    private static CaseFacts Facts(Happening step) => new(
        CaseKind.All[step.Which % CaseKind.All.Count],
        Categories[step.Where % Categories.Length],
        Areas[step.Where % Areas.Length]);

    private (string Id, long Events)? Choose(Happening step) =>
        _cases.Count == 0 ? null : _cases[step.Which % _cases.Count];

    private void Queue(IReadOnlyList<NewCase> cases, IReadOnlyList<NewEvent> events, bool fails)
    {
        _pending.Add((cases, events, fails));
        if (fails) return;
        _cases.AddRange(cases.Select(one => (one.Id, 0L)));
        foreach (var added in events)
        {
            var at = _cases.FindIndex(one => one.Id == added.CaseId);
            _cases[at] = (added.CaseId, _cases[at].Events + 1);
        }
    }

    /// <summary>Everything that is pending queues behind a closed gate, so that it becomes one commit.</summary>
    private async Task Commit()
    {
        if (_pending.Count == 0) return;
        await using var gate = await LaneGate.Close(test.Lane);
        var writes = _pending.Select(one => (one.Fails, Task: test.Lane.Write(async turn =>
        {
            await test.Ledger.Record(turn, one.Cases, one.Events);
            if (one.Fails) throw new HalfWayException();
        }))).ToArray();
        _pending.Clear();
        await gate.Open();
        foreach (var (fails, task) in writes)
            if (fails) await Assert.ThrowsAsync<HalfWayException>(() => task);
            else await task;
    }

    /// <summary>A new promise holds from now on; the one before ends now.</summary>
    private async Task PromiseAnew(Happening step)
    {
        test.Clock.Advance(TimeSpan.FromSeconds(1)); // not at the very moment at which a message came
        var (kind, category) = (step.Which % 3 == 0 ? CaseKind.Concern : "", step.Where % 2 == 0 ? "lights" : "");
        await test.Write(
            "UPDATE target SET valid_to = @now WHERE kind = @kind AND category_id = @category AND valid_to IS NULL",
            new { kind, category, now = test.Clock.GetUtcNow().ToUnixTimeMilliseconds() });
        await test.Promise(TimeSpan.FromHours(1 + step.HoursAgo), test.Clock.GetUtcNow(), null, kind, category);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private sealed class HalfWayException : Exception;
}
