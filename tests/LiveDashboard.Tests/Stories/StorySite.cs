using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Guides;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Stories;

/// <summary>The program with an initiative that has a reading, on 10 June 2026, and what can be told of it.</summary>
public sealed class StorySite(InitiativeSite site, Metric metric) : IAsyncDisposable
{
    public InitiativeSite Site => site;
    public DashboardApp App => site.App;
    public Metric Metric => metric;

    public static async Task<StorySite> Start(Engine engine = Engine.Sqlite)
    {
        var site = await InitiativeSite.Start(engine);
        var metric = await site.Metric();
        await site.Enter(metric, InitiativeSite.Of(3, 7));
        await site.App.Get<FigureBeat>().MeasureAll(default);
        return new StorySite(site, metric);
    }

    public async Task<Story> Tell(PlaceRef? proof = null, string state = Publishing.Published, string title = "Twelve walks")
    {
        var added = await App.Get<StoryStore>().Add(InitiativeSite.By, new Story
        {
            Kind = "safety",
            Day = new DateOnly(2026, 6, 9),
            Proof = proof ?? new PlaceRef(PlaceKind.Metric, metric.Id),
            State = state,
            Title = new Both(title, "Douze marches"),
            Body = new Both("We **walked**.", "Nous avons **marché**."),
        }, default);
        await App.Get<FigureBeat>().MeasureAll(default);
        return added;
    }

    public static Decision Lamps(string state = Publishing.Published) => new()
    {
        State = state,
        Office = "The works office",
        Day = new DateOnly(2026, 6, 1),
        NextDay = new DateOnly(2026, 7, 1),
        Title = new Both("Lamps in a week", ""),
        What = new Both("A lamp is repaired in *a week*.", ""),
        Why = new Both("Dark streets were written of most.", ""),
        Words = new Both("Residents of Harbour Street.", ""),
    };

    public Task<Guide> Guide(params PlaceRef[] places) => App.Get<GuideStore>().Add(InitiativeSite.By, new Guide
    {
        State = Publishing.Published,
        Checked = new DateOnly(2026, 6, 1),
        Title = new Both("Protect your home", ""),
        About = new Both("What helps.", ""),
        Body = new Both("# Doors\n\n- lock them\n\n| a | b |\n|---|--:|\n| 1 | 2 |", ""),
        Places = places,
    }, default);

    /// <summary>One of each, public and nearly empty.</summary>
    public static async Task<(Story Story, Decision Decision, Guide Guide)> OneOfEach(DashboardApp app, string metricId)
    {
        var day = new DateOnly(2026, 6, 1);
        var title = new Both("Told", "");
        return (
            await app.Get<StoryStore>().Add(InitiativeSite.By, new Story
            {
                Kind = "safety",
                Day = day,
                Title = title,
                Proof = new PlaceRef(PlaceKind.Metric, metricId),
                State = Publishing.Published,
            }, default),
            await app.Get<DecisionStore>().Add(InitiativeSite.By, Lamps(), default),
            await app.Get<GuideStore>().Add(
                InitiativeSite.By, new Guide { Checked = day, Title = title, State = Publishing.Published }, default));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
