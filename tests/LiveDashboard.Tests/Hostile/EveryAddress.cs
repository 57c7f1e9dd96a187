namespace LiveDashboard.Tests.Hostile;

/// <summary>Where each page, feed and file of a <see cref="HostileSite"/> is read.</summary>
internal static class EveryAddress
{
    // Nobody is shown a password's field, a search is for what is there, and letters have tests of their own.
    public static readonly IReadOnlyList<string> NotVisited =
        ["/Staff/SignIn/SignOut", "/Staff/SignIn/SignIn", "/Staff/SignIn/Confirm", "/Staff/Accounts/Welcome",
         "/Web/Refusals/Refused", "/Staff/Home", "/Feedback/Publication/Appeals/Appeal", "/Feedback/Publication/Queue/Decide", "/Feedback/Sections",
         "/Subscriptions/Pages/Letters", "/Feedback/Letters/Letters"];

    /// <summary>By page of the program the addresses under which it is read.</summary>
    public static SortedDictionary<string, string[]> Pages(HostileSite site) => new(StringComparer.Ordinal)
    {
        ["/Feedback/Home"] = ["/en", "/fr"],
        ["/Feedback/Method"] = ["/en/method"],
        ["/Web/About"] = ["/en/about"],
        ["/Feedback/Send/Send"] = ["/en/send"],
        ["/Feedback/Follow/Case"] = ["/en/case", "/fr/case"],
        ["/Feedback/Pulse/Pulse"] = ["/en/pulse"],
        ["/Feedback/Publication/Reading/Cases"] = ["/en/cases"],
        ["/Feedback/Publication/Reading/PublicCase"] =
            [$"/en/cases/{site.Cases.Shown}", $"/fr/cases/{site.Cases.Queued}"],
        ["/Feedback/Publication/Policy/Policy"] = ["/en/moderation"],
        ["/Feedback/Desk/Entry/New"] = ["/staff/desk/new"],
        ["/Feedback/Desk/Templates/Templates"] = ["/staff/desk/templates"],
        ["/Feedback/Desk/Work/Case"] = [$"/staff/desk/{site.Cases.Waits}", $"/staff/desk/{site.Cases.Answered}"],
        ["/Feedback/Desk/Queue/Desk"] =
            ["/staff/desk", "/staff/desk?view=answered", "/staff/desk?view=withheld", "/staff/desk?view=mine"],
        ["/Feedback/Publication/Queue/Moderation"] = ["/staff/moderation"],
        ["/Feedback/Publication/Queue/Propose"] = [$"/staff/moderation/propose?id={site.Cases.Answered}"],
        ["/Feedback/Publication/Review/Review"] =
            [$"/staff/moderation/case?reference={site.Cases.Queued}",
             $"/staff/moderation/case?reference={site.Cases.Shown}"],
        ["/Feedback/Publication/WordLists/Words"] = ["/staff/moderation/words"],
        ["/Feedback/Administration/Lists"] = ["/staff/lists", "/staff/lists"], // what the first adds, the second renames
        ["/Feedback/Administration/Targets"] = ["/staff/targets"],
        ["/Feedback/Administration/Keeping"] = ["/staff/keeping"],
        ["/Staff/Accounts/People"] = ["/staff/people"],
        ["/Staff/Accounts/Account"] = ["/staff/account"],
        ["/Staff/Audit/Audit"] = ["/staff/audit"],
        ["/Staff/Operations/Operations"] = ["/staff/operations"],
        ["/Lobby/Screen/Board"] = ["/board", "/board?lang=en,fr&panels=<script>"],
        ["/Lobby/Screen/Screen"] = ["/screen"],
        ["/Lobby/Steering/Screens"] = ["/staff/screens"],
        ["/Lobby/Playlists/Arrange"] = [$"/staff/screens/{site.Screen}"],
        ["/Forums/Hosting/Forums"] = ["/staff/forums"],
        ["/Forums/Hosting/Console"] = [$"/staff/forums/{site.Forum}"],
        ["/Forums/Questions/Questions"] = [$"/staff/forums/{site.Forum}/questions"],
        ["/Forums/Promises/Promises"] = [$"/staff/forums/{site.Forum}/promises"],
        ["/Forums/Texts/Texts"] = [$"/staff/forums/{site.Forum}/texts"],
        ["/Forums/Recounts/Ballots"] = [$"/en/forums/ballots/{site.Poll}/1"],
        ["/Forums/Report/HostReport"] = [$"/staff/forums/{site.Forum}/report"],
        ["/Forums/Report/PublicReport"] = [$"/en/forums/{site.Slug}"],
        ["/Initiatives/Editing/Initiatives"] = ["/staff/initiatives"],
        ["/Initiatives/Editing/Edit"] = [$"/staff/initiatives/{site.Initiative.Id}"],
        ["/Initiatives/Editing/Readings"] = [$"/staff/initiatives/{site.Initiative.Id}/readings/{site.Metric}"],
        ["/Initiatives/Pages/Initiatives"] = ["/en/initiatives", "/fr/initiatives"],
        ["/Initiatives/Pages/Initiative"] = [$"/en/initiatives/{site.Initiative.Slug}"],
        ["/Events/Editing/Events"] = ["/staff/events", $"/staff/events?copy={site.Event.Id}"],
        ["/Events/Editing/Edit"] = [$"/staff/events/{site.Event.Id}", $"/staff/events/{site.Held.Id}"],
        ["/Events/Editing/List"] = [$"/staff/events/{site.Event.Id}/list"],
        ["/Events/Pages/Events"] = ["/en/events", "/fr/events"],
        ["/Events/Pages/Event"] = [$"/en/events/{site.Event.Slug}", $"/fr/events/{site.Held.Slug}"],
        ["/Events/SignUps/Mine"] = ["/en/events/mine"],
        ["/Statistics/Editing/Statistics"] = ["/staff/statistics"],
        ["/Statistics/Editing/Notes"] = ["/staff/statistics/crime"],
        ["/Statistics/Pages/Statistics"] = ["/en/statistics"],
        ["/Statistics/Pages/Statistic"] = ["/en/statistics/crime", "/fr/statistics/crime"],
        ["/Stories/Achievements/Editing/Stories"] = ["/staff/stories"],
        ["/Stories/Achievements/Editing/Edit"] = [$"/staff/stories/{site.Told.Story.Id}"],
        ["/Stories/Achievements/Pages/Stories"] = ["/en/stories", "/fr/stories"],
        ["/Stories/Achievements/Pages/Story"] = [$"/en{site.Told.Story.Path}", $"/fr{site.Told.Story.Path}"],
        ["/Stories/Decisions/Editing/Decisions"] = ["/staff/decisions"],
        ["/Stories/Decisions/Editing/Edit"] = [$"/staff/decisions/{site.Told.Decision.Id}"],
        ["/Stories/Decisions/Pages/Decisions"] = ["/en/decisions", "/fr/decisions"],
        ["/Stories/Decisions/Pages/Decision"] = [$"/en{site.Told.Decision.Path}", $"/fr{site.Told.Decision.Path}"],
        ["/Stories/Guides/Editing/Guides"] = ["/staff/guides"],
        ["/Stories/Guides/Editing/Edit"] = [$"/staff/guides/{site.Told.Guide.Id}"],
        ["/Stories/Guides/Pages/Guides"] = ["/en/guides", "/fr/guides"],
        ["/Stories/Guides/Pages/Guide"] = [$"/en{site.Told.Guide.Path}", $"/fr{site.Told.Guide.Path}"],
        ["/OpenData/Data"] = ["/en/data", "/fr/data"],
        ["/Subscriptions/Pages/News"] = ["/en/news", "/fr/news"],
        ["/Forums/Promises/Record/PromiseRecord"] = ["/en/promises", "/fr/promises"],
        ["/Forums/Taking/Join"] = ["/join"],
        ["/Forums/Taking/Room"] = [$"/f/{site.Code}", $"/f/{site.Code}?tab=ask", $"/f/{site.Code}?tab=vote"],
        ["/Forums/Projector/Projector"] = [$"/f/{site.Code}/projector"],
        ["/Forums/Projector/Text"] = [$"/f/{site.Code}/text"],
    };

    /// <summary>Addresses of CSV files.</summary>
    public static IReadOnlyList<string> Tables(HostileSite site) =>
    [
        "/data/home.csv", "/data/initiatives.csv", "/data/statistics/crime.csv", "/data/lists/initiatives.csv",
        "/data/lists/promises.csv", "/data/lists/stories.csv", "/data/lists/decisions.csv", "/data/lists/readings.csv",
        "/data/lists/events.csv", $"/staff/events/{site.Event.Id}/list?handler=Csv", "/data/lists/metrics.csv",
        "/data/corrections.csv", "/staff/audit?handler=Csv", "/staff/moderation?handler=Csv",
        $"/staff/forums/{site.Forum}/report?handler=Csv",
        $"/en/forums/{site.Slug}?handler=Csv",
    ];

    public static readonly IReadOnlyList<string> Feeds =
    [
        "/en/cases.atom", "/en/events.atom", "/en/stories.atom", "/fr/decisions.atom", "/en/news.atom", "/fr/news.atom?topic=initiatives",
    ];

    /// <summary>Addresses that answer in JSON.</summary>
    public static readonly IReadOnlyList<string> Objects =
    [
        "/fr/cases.json", "/fr/events.json", "/fr/stories.json", "/en/decisions.json", "/fr/news.json", "/data/home.json",
        "/api/v1/boards/home?lang=fr", "/en/case?handler=Export",
        "/openapi/v1.json",
    ];
}
