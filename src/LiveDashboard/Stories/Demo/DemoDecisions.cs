using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Demo;

/// <summary>The demonstration's decisions, each as its versions; the days are those before its first start.</summary>
public static class DemoDecisions
{
    public static IEnumerable<IReadOnlyList<Decision>> Of(DateOnly today) => [Lamps(today), Patrols(today)];

    private static IReadOnlyList<Decision> Lamps(DateOnly today)
    {
        var first = new Decision
        {
            State = Publishing.Published,
            Origin = Publishing.Invented,
            Stage = Stage.Taken,
            Office = "The works office",
            Day = today.AddDays(-40),
            NextDay = today.AddDays(60),
            Title = new("Street lights are repaired within seven days", "Les lampadaires sont réparés en sept jours"),
            What = new(
                "A street light that is reported is repaired **within seven days**, and one at a crossing within two.",
                "Un lampadaire signalé est réparé **en sept jours**, et à un carrefour en deux."),
            Why = new(
                "Messages about dark streets were the most frequent of the winter, and half of them came twice. What was repaired in a week was not reported again.",
                "Les messages sur les rues sombres étaient les plus fréquents de l’hiver, et la moitié sont venus deux fois. Ce qui était réparé en une semaine n’a plus été signalé."),
            Words = new(
                "Residents who wrote about street lights, and those who walked with us at night.",
                "Les habitants qui ont écrit au sujet des lampadaires, et ceux qui ont marché avec nous la nuit."),
            Others = new(
                "Replacing all lamps at once: it would have taken three years before the first street got better.",
                "Remplacer toutes les lampes à la fois : la première rue n’aurait rien vu avant trois ans."),
            Next = new("A second team starts with the next quarter.", "Une seconde équipe commence au prochain trimestre."),
            Sources = [new PlaceRef(PlaceKind.Initiative, "street-lights-repaired-in-7-days"), new(PlaceKind.Initiative, "night-walks-with-residents")],
        };
        return
        [
            first,
            first with
            {
                Stage = Stage.UnderWay,
                NextDay = today.AddDays(90),
                Reason = "The second team was hired a month later than planned.",
            },
        ];
    }

    private static IReadOnlyList<Decision> Patrols(DateOnly today) =>
    [
        new Decision
        {
            State = Publishing.Published,
            Origin = Publishing.Invented,
            Stage = Stage.Done,
            Office = "The community team",
            Day = today.AddDays(-75),
            Title = new("Patrols on foot near the schools in the morning", "Des patrouilles à pied près des écoles le matin"),
            What = new(
                "Two of us walk the streets around each school between half past seven and nine.",
                "Deux d’entre nous marchent dans les rues de chaque école entre sept heures et demie et neuf heures."),
            Why = new(
                "Parents asked for somebody to speak to, not for a car that passes.",
                "Des parents demandaient quelqu’un à qui parler, pas une voiture qui passe."),
            Words = new(
                "Parents of four schools, in letters and at the school gate.", "Des parents de quatre écoles, par écrit et à la sortie."),
            Others = new("More cars: they are seen, and nobody stops them to talk.", "Plus de voitures\u00a0: on les voit, mais personne ne les arrête pour parler."),
            Next = new("It stays. In summer we say here what was heard on the way.", "Cela reste. En été nous dirons ici ce qui a été entendu en chemin."),
        },
    ];
}
