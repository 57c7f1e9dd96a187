using LiveDashboard.Staff.Audit;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Storage;

namespace LiveDashboard.Statistics.Demo;

/// <summary>The demonstration's series: real figures of another place, and named so on its page.</summary>
public sealed class DemoStatistics(StatisticStore store, StatisticImport import, NoteStore notes, WriteLane lane)
{
    private const string Slug = "recorded-crime-london";

    /// <summary>Takes it in with its notes, unless it is there: in one commit, so that a stop leaves all of it or none.</summary>
    /// <exception cref="CannotStartException">The sample is not where the program was installed.</exception>
    public async Task Add(CancellationToken ct)
    {
        if (await store.Find(Slug, ct) is not null) return;
        var series = Read();
        await lane.Write(async turn =>
        {
            var imported = await import.Run(turn, Actor.Console, Described, series);
            foreach (var note in Notes) await notes.Add(turn, Actor.Console, imported.Of, note);
        }, ct);
    }

    private static readonly Statistic Described = new()
    {
        Slug = Slug,
        NameEn = "Recorded crime in London",
        NameFr = "La délinquance enregistrée à Londres",
        UnitEn = "offences",
        UnitFr = "infractions",
        Source = "Metropolitan Police Service, London Datastore",
        Licence = "Open Government Licence v3",
        AboutEn = "Offences recorded, by main category and borough. What nobody reports is not in it, and places are those of the record, not of the deed. The City of London has a police of its own.",
        AboutFr = "Infractions enregistrées, par catégorie principale et arrondissement. Ce que personne ne signale n’y est pas, et les lieux sont ceux de l’enregistrement, pas du fait. La City a sa propre police.",
        Origin = "sample",
    };

    private static readonly StatisticNote[] Notes =
    [
        new(
            "london-fraud", Months.Of(2013, 4), "FRAUD AND FORGERY",
            "Recording of fraud moved to a national body. It did not vanish: it is counted elsewhere.",
            "La fraude est désormais enregistrée par un organisme national. Elle n’a pas disparu : elle est comptée ailleurs."),
        new(
            "london-fraud-all", Months.Of(2013, 4), "", "From here on fraud is recorded by a national body, and hardly in these figures.",
            "À partir d’ici la fraude est enregistrée par un organisme national, et presque plus dans ces chiffres."),
        new(
            "london-2020", Months.Of(2020, 4), "", "First month of the lockdown.", "Premier mois du confinement."),
    ];

    private static Series Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "sample", "london-crime.csv.gz");
        try
        {
            var series = new Series();
            using var file = File.OpenRead(path);
            series.Add(file, new SeriesColumns("category", "area", "", ""));
            return series;
        }
        catch (IOException e)
        {
            throw new CannotStartException($"The demonstration's statistic cannot be read: {e.Message}", e);
        }
    }
}
