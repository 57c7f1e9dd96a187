using System.Text.Json;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.ReplyTimes.Trends;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>An event of a case, as a connected system tells it.</summary>
public sealed record IncomingEvent(string Kind, DateTimeOffset At);

/// <summary>Reads cases and events. All of a request is good, or none of it is taken.</summary>
public static class Incoming
{
    public const int MostCases = 1000;
    public const int MostEvents = 100;

    /// <summary>What another system may say of a case. Corrections are for people.</summary>
    public static readonly IReadOnlyList<string> EventKinds =
    [
        EventKind.Acknowledged, EventKind.Noted, EventKind.Replied, EventKind.Resolved,
        EventKind.Reopened, EventKind.Withheld, EventKind.Restored,
    ];

    /// <summary>The rows of a request, held to what an import's rows are held to.</summary>
    /// <exception cref="RefusedException">With every problem by its place.</exception>
    public static List<ImportRow> Cases(JsonElement body, DateTimeOffset now)
    {
        var problems = new FieldProblems();
        var request = new JsonFields(body, "", problems, now);
        var rows = new List<ImportRow>();
        var seen = new HashSet<string>();
        foreach (var one in request.List("cases", MostCases))
        {
            var id = one.Text("externalId", needed: true).Trim();
            if (id.Length > 0)
                one.Problem(
                    "externalId", CaseText.ProblemOfId(id) ?? (seen.Add(id) ? null : "came before in this request"));
            var kind = OneOf(one, "kind", CaseKind.All);
            var received = one.Moment("receivedAt", needed: true);
            var replied = one.Moment("repliedAt");
            if (replied < received) one.Problem("repliedAt", "is before receivedAt");
            rows.Add(new ImportRow(
                id, received ?? default, replied, Name(one, "category"), Name(one, "area"), kind, Subject(one)));
            one.NothingElse();
        }
        request.NothingElse();
        problems.RefuseIfAny();
        return rows;
    }

    /// <summary>The events of a request.</summary>
    /// <exception cref="RefusedException">With every problem by its place.</exception>
    public static List<IncomingEvent> Events(JsonElement body, DateTimeOffset now)
    {
        var problems = new FieldProblems();
        var request = new JsonFields(body, "", problems, now);
        var events = new List<IncomingEvent>();
        foreach (var one in request.List("events", MostEvents))
        {
            events.Add(new IncomingEvent(OneOf(one, "kind", EventKinds), one.Moment("at", needed: true) ?? default));
            one.NothingElse();
        }
        request.NothingElse();
        problems.RefuseIfAny();
        return events;
    }

    private static string OneOf(JsonFields one, string name, IReadOnlyList<string> known)
    {
        var text = one.Text(name, needed: true);
        if (text.Length > 0 && !known.Contains(text)) one.Problem(name, $"is not one of {string.Join(", ", known)}");
        return text;
    }

    private static string Name(JsonFields one, string list)
    {
        var name = one.Text(list).Trim();
        one.Problem(list, CaseText.ProblemOfName(list, name));
        return name;
    }

    private static string? Subject(JsonFields one)
    {
        var subject = one.Text("subject");
        one.Problem("subject", CaseText.ProblemOfSubject(subject));
        return subject.Length == 0 ? null : subject;
    }
}
