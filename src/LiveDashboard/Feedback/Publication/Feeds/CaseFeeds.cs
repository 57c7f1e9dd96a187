using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;

namespace LiveDashboard.Feedback.Publication.Feeds;

/// <summary>Makes the feeds. Their times are days: the station's midnight.</summary>
public sealed class CaseFeeds(PublishedCases cases, ListChoices choices, StationTime station)
{
    public async Task<Feed> Make(Visit visit, CaseFilter filter, string name, CancellationToken ct)
    {
        var text = visit.Language;
        var lists = await choices.Read(text, ct);
        var entries = (await cases.List(filter, 0, FeedAnswers.Most, ct)).Select(one => Entry(visit, lists, one)).ToArray();
        var about = string.Join(", ",
            new[] { lists.Category(filter.Category), lists.Area(filter.Area) }.Where(part => part.Length > 0));
        return new Feed(
            about.Length > 0 ? $"{text["cases.title"]} · {about}" : text["cases.title"], visit.Provider.Name, text.Code,
            visit.Absolute(visit.Link("/cases") + Query(filter)), visit.Absolute(visit.Link($"/{name}") + Query(filter)),
            entries.Length > 0 ? entries.Max(one => one.Updated) : DateTimeOffset.UnixEpoch, entries);
    }

    /// <summary><c>?category=x&amp;area=y</c>, as far as it is filtered; "" when it is not.</summary>
    public static string Query(CaseFilter filter)
    {
        var parts = new[] { ("category", filter.Category), ("area", filter.Area) }.Where(part => part.Item2.Length > 0)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}");
        var query = string.Join('&', parts);
        return query.Length > 0 ? "?" + query : "";
    }

    private FeedEntry Entry(Visit visit, CaseLists lists, PublishedCase one)
    {
        var text = visit.Language;
        var said = new List<string> { text["cases.said"], one.Said };
        if (one.Did.Length > 0) said.AddRange([text[one.NotDone ? "cases.notdone" : "cases.did"], one.Did]);
        if (one.Why.Length > 0) said.AddRange([text["cases.why"], one.Why]);
        if (one.EditReason.Length > 0) said.Add(Edited(text, one));
        return new FeedEntry(
            visit.Absolute(visit.Link(one.Path)), one.Heading(text, lists), string.Join("\n\n", said), one.Language,
            station.StartOf(one.Shown(station)), station.StartOf(one.Updated(station)),
            [.. new[] { lists.Category(one.CategoryId), lists.Area(one.AreaId) }.Where(tag => tag.Length > 0)]);
    }

    /// <summary>"Edited by a moderator: it named a person."</summary>
    public static string Edited(Language text, PublishedCase one) =>
        text.Say("cases.edited", ReasonWords.Say(text, one.EditReason, one.EditNote));
}
