using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Guides;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Demo;

/// <summary>
/// The demonstration's stories, decisions and guides. All of it is invented, and every page of them says so; what they point
/// to is the demonstration's own.
/// </summary>
public sealed class DemoStories(
    StoryStore stories, DecisionStore decisions, GuideStore guides, Places places, WriteLane lane, StationTime station)
{
    /// <summary>Adds them, unless there are any: all in one commit, so that a stop leaves all of them or none.</summary>
    public async Task Add(CancellationToken ct)
    {
        if ((await stories.List(all: true, ct)).Count + (await decisions.List(all: true, ct)).Count > 0) return;
        var metrics = (await places.List(Language.English, ct)).Where(kind => kind.Kind == PlaceKind.Metric)
            .SelectMany(kind => kind.Of).ToArray();
        await lane.Write(async turn =>
        {
            foreach (var one in Told(metrics)) await stories.Add(turn, Actor.Console, one);
            foreach (var versions in DemoDecisions.Of(station.Today)) await Decide(turn, versions);
            foreach (var one in DemoGuides.Of(station.Today)) await guides.Add(turn, Actor.Console, one);
        }, ct);
    }

    private async Task Decide(WriteTurn turn, IReadOnlyList<Decision> versions)
    {
        var added = await decisions.Add(turn, Actor.Console, versions[0]);
        foreach (var (i, next) in versions.Skip(1).Index())
            await decisions.Save(turn, Actor.Console, next with { Id = added.Id, Slug = added.Slug, Version = i + 1 });
    }

    private IEnumerable<Story> Told(IReadOnlyList<Place> metrics)
    {
        PlaceRef? Metric(string of) => metrics.FirstOrDefault(one => one.Name.StartsWith(of, StringComparison.Ordinal))?.Ref;
        if (Metric("First aid in every school") is { } pupils)
            yield return Story(
                "people", 12, pupils, new("Every sixth-year class can give first aid", "Chaque classe de sixième sait donner les premiers secours"),
                new(
                    "In nine months a trainer spent a morning with **every class of the sixth year**. Pupils say that the practice "
                    + "stayed with them, and two of them have already needed it.\n\nThe course goes on with the classes that come next.",
                    "En neuf mois, un formateur a passé une matinée avec **chaque classe de sixième**. Les élèves disent que la pratique "
                    + "leur est restée, et deux d’entre eux en ont déjà eu besoin.\n\nLe cours continue avec les classes suivantes."));
        if (Metric("Bicycles marked") is { } bicycles)
            yield return Story(
                "safety", 30, bicycles, new("Marked bicycles find their owners", "Les vélos gravés retrouvent leurs propriétaires"),
                new(
                    "Since the Saturdays at the market began, a found bicycle that is marked goes home the same week.\n\n"
                    + "- bring the bicycle and an identity card\n- it takes ten minutes\n- it costs nothing",
                    "Depuis les samedis du marché, un vélo retrouvé et gravé rentre chez lui dans la semaine.\n\n"
                    + "- venez avec le vélo et une pièce d’identité\n- cela prend dix minutes\n- c’est gratuit"));
        yield return Story(
            "service", 3, new(PlaceKind.Figure, "median"),
            new("How long an answer takes is public", "La durée d’une réponse est publique"),
            new(
                "Since this spring the time that half of all messages wait for an answer stands on the home page, counted from the "
                + "messages themselves. Nobody can write it there by hand: below it is as it is now, also when we are *not* proud of it.",
                "Depuis ce printemps, la durée après laquelle la moitié des messages ont une réponse figure sur la page d’accueil, "
                + "comptée sur les messages mêmes. Personne ne peut l’y écrire\u00a0: la voici telle qu’elle est, même quand nous "
                + "n’en sommes *pas* fiers."));
    }

    private Story Story(string kind, int daysAgo, PlaceRef proof, Both title, Both body) => new()
    {
        Kind = kind,
        Day = station.Today.AddDays(-daysAgo),
        Proof = proof,
        State = Publishing.Published,
        Origin = Publishing.Invented,
        Title = title,
        Body = body,
    };
}
