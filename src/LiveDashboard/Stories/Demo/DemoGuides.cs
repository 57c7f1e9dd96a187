using LiveDashboard.Stories.Guides;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Demo;

/// <summary>The demonstration's guides. What they advise is common; names and numbers are none of a real office.</summary>
public static class DemoGuides
{
    private const string Crime = "recorded-crime-london";

    public static IEnumerable<Guide> Of(DateOnly today) =>
    [
        Make(
            today, new("Protect your home against burglary", "Protéger son logement des cambriolages"),
            new("Most burglars give up after a few minutes. These are the minutes to win.", "La plupart des cambrioleurs renoncent après quelques minutes. Ce sont ces minutes qu’il faut gagner."),
            new(HomeEn, HomeFr), new PlaceRef(PlaceKind.Statistic, $"{Crime}/BURGLARY")),
        Make(
            today, new("In an emergency", "En cas d’urgence"),
            new("What to do first, what to say, and what to leave to others.", "Que faire d’abord, que dire, et que laisser aux autres."),
            new(EmergencyEn, EmergencyFr)),
        Make(
            today, new("Whom to call for what", "Qui appeler, et pour quoi"),
            new("Not everything is an emergency, and not everything is for the police.", "Tout n’est pas une urgence, et tout n’est pas pour la police."),
            new(WhomEn, WhomFr)),
        Make(
            today, new("What a first-aid morning teaches", "Ce qu’apprend une matinée de premiers secours"),
            new("For parents and teachers: what the workshop does, and what it does not.", "Pour les parents et enseignants : ce que fait l’atelier, et ce qu’il ne fait pas."),
            new(AidEn, AidFr), new PlaceRef(PlaceKind.Initiative, "first-aid-in-every-school")),
    ];

    private static Guide Make(DateOnly today, Both title, Both about, Both body, params PlaceRef[] places) => new()
    {
        State = Publishing.Published,
        Origin = Publishing.Invented,
        Checked = today.AddDays(-20),
        Title = title,
        About = about,
        Body = body,
        Places = places,
    };

    private const string HomeEn =
        """
        # Today

        - Lock the door, also when you only go to the cellar. A door that is pulled shut is open for a card.
        - Close windows that can be reached from a wall, a bin or a balcony.
        - Leave no key under the mat or in a flower pot.

        # This month

        | where | what helps |
        |---|---|
        | front door | a lock with several bolts, and a plate behind it |
        | garden door | a second bolt, and light that comes on by itself |
        | windows | handles that lock |

        # When you are away

        1. Ask a neighbour to empty the letter box.
        2. Put a lamp on a timer, in the evening only.
        3. Tell of your journey when you are back.

        **If it happened**: do not go in, call the police, and touch nothing.
        """;

    private const string HomeFr =
        """
        # Aujourd’hui

        - Fermez à clé, même pour aller à la cave. Une porte claquée s’ouvre avec une carte.
        - Fermez les fenêtres qu’on atteint par un mur, une poubelle ou un balcon.
        - Ne laissez pas de clé sous le paillasson ni dans un pot de fleurs.

        # Ce mois-ci

        | où | ce qui aide |
        |---|---|
        | porte d’entrée | une serrure à plusieurs points, et une plaque derrière |
        | porte du jardin | un second verrou, et une lumière qui s’allume seule |
        | fenêtres | des poignées qui se verrouillent |

        # Quand vous partez

        1. Demandez à un voisin de vider la boîte aux lettres.
        2. Mettez une lampe sur minuterie, le soir seulement.
        3. Racontez votre voyage au retour.

        **Si c’est arrivé** : n’entrez pas, appelez la police, ne touchez à rien.
        """;

    private const string EmergencyEn =
        """
        # First

        1. Look whether you are safe yourself.
        2. Call. You need no credit and no unlocked telephone.
        3. Help as far as you can, and stay until somebody comes.

        # What to say

        - **where** it is: street, number, floor, what can be seen from the road
        - **what** happened, and whether it goes on
        - **who** is hurt, and how many

        Do not hang up first: whoever answers may have a question.
        """;

    private const string EmergencyFr =
        """
        # D’abord

        1. Regardez si vous êtes vous-même en sécurité.
        2. Appelez. Il ne faut ni crédit ni téléphone déverrouillé.
        3. Aidez comme vous pouvez, et restez jusqu’à ce que quelqu’un vienne.

        # Que dire

        - **où** c’est : rue, numéro, étage, ce qu’on voit de la route
        - **ce qui** s’est passé, et si cela continue
        - **qui** est blessé, et combien

        Ne raccrochez pas en premier : la personne qui répond a peut-être une question.
        """;

    private const string WhomEn =
        """
        | what | whom |
        |---|---|
        | somebody is in danger now | the emergency number |
        | a theft that you found later | the station, or [a message](/en/send) |
        | a lamp that is out, rubbish, a hole in the road | the works office, through [a message](/en/send) |
        | noise at night | the station while it lasts; [a message](/en/send) when it comes again and again |
        | something that worries you | the community team, who also listen without a report |

        You can write [without giving your name](/en/send), and follow what comes of it.
        """;

    private const string WhomFr =
        """
        | quoi | qui |
        |---|---|
        | quelqu’un est en danger maintenant | le numéro d’urgence |
        | un vol découvert plus tard | le poste, ou [un message](/fr/send) |
        | une lampe éteinte, des déchets, un trou dans la route | le service des travaux, par [un message](/fr/send) |
        | du bruit la nuit | le poste tant qu’il dure, [un message](/fr/send) s’il revient sans cesse |
        | quelque chose qui vous inquiète | l’équipe de quartier, qui écoute aussi sans plainte |

        Vous pouvez écrire [sans donner votre nom](/fr/send), et suivre ce qu’il en advient.
        """;

    private const string AidEn =
        """
        # In three hours

        - call for help, and say what is needed
        - the recovery position, on each other
        - pressing on a bleeding wound
        - thirty presses, two breaths, on a dummy

        # What it does not do

        It is no certificate, and nobody is made to do what frightens them. Whoever has seen something bad may sit it out.
        """;

    private const string AidFr =
        """
        # En trois heures

        - appeler à l’aide, et dire ce qu’il faut
        - la position latérale de sécurité, les uns sur les autres
        - appuyer sur une plaie qui saigne
        - trente pressions, deux insufflations, sur un mannequin

        # Ce qu’il ne fait pas

        Ce n’est pas un certificat, et personne n’est forcé à faire ce qui lui fait peur. Qui a vécu quelque chose de grave peut rester assis.
        """;
}
