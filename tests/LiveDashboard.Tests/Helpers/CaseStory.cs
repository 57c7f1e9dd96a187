using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Tests.Helpers;

/// <summary>Tells what happened to cases in few words, through the ledger as the program does.</summary>
public static class CaseStory
{
    public static readonly CaseFacts Concern = new(CaseKind.Concern, "", "");

    /// <summary>A case received so long ago and, if given, answered so long after that; returns its id.</summary>
    public static async Task<string> Received(
        this TestDatabase test, TimeSpan ago, TimeSpan? answeredAfter = null, CaseFacts? facts = null)
    {
        var id = CaseId.New();
        var at = test.Clock.GetUtcNow() - ago;
        List<NewEvent> events = [new(id, EventKind.Received, at, facts ?? Concern)];
        if (answeredAfter is { } after) events.Add(new NewEvent(id, EventKind.Replied, at + after));
        await test.Ledger.Record([new NewCase(id, "web", null, null)], events, CancellationToken.None);
        return id;
    }

    /// <summary>Several alike, in one commit.</summary>
    public static Task Received(
        this TestDatabase test, int count, TimeSpan ago, TimeSpan? answeredAfter = null, CaseFacts? facts = null)
    {
        var at = test.Clock.GetUtcNow() - ago;
        var ids = Enumerable.Range(0, count).Select(_ => CaseId.New()).ToArray();
        var events = ids.Select(id => new NewEvent(id, EventKind.Received, at, facts ?? Concern));
        if (answeredAfter is { } after)
            events = events.Concat(ids.Select(id => new NewEvent(id, EventKind.Replied, at + after)));
        return test.Ledger.Record(
            [.. ids.Select(id => new NewCase(id, "web", null, null))], [.. events], CancellationToken.None);
    }

    public static Task Happened(
        this TestDatabase test, string caseId, string kind, DateTimeOffset at, CaseFacts? facts = null,
        long? voids = null) =>
        test.Ledger.Record([], [new NewEvent(caseId, kind, at, facts, voids)], CancellationToken.None);

    /// <summary>Promises a first reply within this, from then on.</summary>
    public static Task Promise(
        this TestDatabase test, TimeSpan within, DateTimeOffset? from = null, DateTimeOffset? to = null,
        string kind = "", string category = "") =>
        test.Write(
            """
            INSERT INTO target (id, kind, category_id, within_ms, valid_from, valid_to)
            VALUES (@id, @kind, @category, @within, @from, @to)
            """,
            new
            {
                id = CaseId.New(),
                kind,
                category,
                within = (long)within.TotalMilliseconds,
                from = (from ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds(),
                to = to?.ToUnixTimeMilliseconds(),
            });

    public static Task AddCategory(this TestDatabase test, string id, string name) => test.Add("category", id, name);
    public static Task AddArea(this TestDatabase test, string id, string name) => test.Add("area", id, name);

    private static Task Add(this TestDatabase test, string list, string id, string name) =>
        test.Write($"INSERT INTO {list} (id, name, added_at) VALUES (@id, @name, 0)", new { id, name });
}
