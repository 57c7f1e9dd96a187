using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Desk.Templates;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Desk.Work;

/// <summary>A case as its page on the desk shows it.</summary>
/// <param name="Resident">The same as the resident sees it.</param>
/// <param name="Members">To whom it can be given.</param>
/// <param name="Authors">Names of staff by id.</param>
public sealed record DeskCase(
    CaseView Resident, CaseLists Lists, DeskRights Rights, DeskSender? Sender, CaseWork Work, IReadOnlyList<DeskMember> Members,
    IReadOnlyList<ReplyTemplate> Templates, IReadOnlyDictionary<string, string> Authors, IReadOnlyList<string> Outcomes)
{
    public CaseThread Thread => Resident.Thread;
    public bool IsAnswered => Thread.RepliedAt is not null;
    public bool IsClosed => Thread.ResolvedAt is not null;

    /// <summary>The newest entry: what a page that shows the case has.</summary>
    public long Newest => Thread.Events.Max(one => one.Seq);

    /// <summary>The first words of the message, as a heading; without any, its topic.</summary>
    public string Heading => Thread.Message switch
    {
        { Length: > 90 } text => text[..(char.IsHighSurrogate(text[89]) ? 89 : 90)].TrimEnd() + "…",
        { Length: > 0 } text => text,
        _ => Lists.Category(Thread.CategoryId),
    };

    public string About(Language text) => string.Join(" · ",
        new[]
        {
            Thread.Reference, text[$"desk.kind.{Thread.Kind}"], Lists.Category(Thread.CategoryId), Lists.Area(Thread.AreaId), Thread.Place,
        }.Where(part => part.Length > 0));

    /// <summary>Whether it may be postponed: it waits, and its promise is missed or nearly.</summary>
    public bool MayPostpone(long now) => !IsAnswered && !Thread.Withheld && Thread.DueAt is { } due
        && (due <= now || due - now < Queue.Reading.QueueStore.Hour || 4 * (due - now) < due - Thread.ReceivedAt);

    /// <summary>Who is behind an entry, in words; "" when nobody is.</summary>
    public string Who(Language text, ThreadEvent one) =>
        one.Author == Author.Resident || one.Kind == EventKind.Received ? text[$"desk.channel.{Thread.Channel}"]
        : Authors.TryGetValue(one.MemberId, out var name) ? name : "";

    /// <summary>Those who wait in public now, and then; null when an answer changes nothing there.</summary>
    public (long Now, long Then)? Waiting(BoardState? board) =>
        !IsAnswered && !Thread.Withheld && Thread.Kind is CaseKind.Concern or CaseKind.Question
        && board?.Reading<WaitingReading>() is { Waiting: > 0 } reading ? (reading.Waiting, reading.Waiting - 1) : null;
}

/// <summary>Puts it together.</summary>
public sealed class DeskCases(
    ThreadStore threads, ListChoices lists, SenderStore senders, WorkStore work, TemplateStore templates, OutcomeStore outcomes,
    StationTime station)
{
    /// <summary>The case; null when there is none, or the reader may not see it.</summary>
    public async Task<DeskCase?> Read(string caseId, DeskRights rights, Visit visit, CancellationToken ct)
    {
        if (await threads.Read(caseId, ct) is not { } thread || !rights.Sees(thread.Queue)) return null;
        var names = await lists.Read(visit.Language, ct);
        return new DeskCase(
            new CaseView(visit, station, thread, names), names, rights, await senders.Read(caseId, rights, ct),
            await work.Read(caseId, ct),
            [.. (await work.Members(ct)).Where(one => new DeskRights(one.Id, one.Name, one.Role).Sees(thread.Queue))],
            await templates.List(ct), await senders.Authors(thread.Events.Select(one => one.MemberId), ct), await outcomes.List(ct));
    }
}
