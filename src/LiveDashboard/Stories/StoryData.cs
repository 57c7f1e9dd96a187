using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using LiveDashboard.Figures;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Thanks;

namespace LiveDashboard.Stories;

/// <summary>The slice as open data: stories with their thanks, and decisions as they now stand.</summary>
public sealed class StoryData(PublicationRules rules) : IDataSets
{
    public Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IDataSet>>([new StoryList(rules), new DecisionList()]);

    private sealed class StoryList(PublicationRules rules) : IDataSet
    {
        public string Name => "lists/stories";
        public string About => "stories";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
            ["story", "story_kind", "day", "title_en", "title_fr", "proof", "thanks", "origin"];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var thanks = await ThanksStore.Counts(db);
            var all = await StoryStore.List(db, all: false);
            foreach (var one in all.OrderBy(one => one.Slug, StringComparer.Ordinal).Skip(skip).Take(most))
                yield return
                [
                    one.Slug, one.Kind, Day(one.Day), one.Title.En, one.Title.Fr, Places.Value(one.Proof),
                    ThanksReading.Shown(thanks.GetValueOrDefault(one.Id), rules), one.Origin,
                ];
        }
    }

    private sealed class DecisionList : IDataSet
    {
        public string Name => "lists/decisions";
        public string About => "decisions";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
        [
            "decision", "day", "office", "stage", "title_en", "title_fr", "what_en", "what_fr", "why_en", "why_fr",
            "words_en", "words_fr", "sources", "next_en", "next_fr", "next_day", "version", "origin",
        ];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var all = await DecisionStore.List(db, all: false);
            foreach (var one in all.OrderBy(one => one.Slug, StringComparer.Ordinal).Skip(skip).Take(most))
                yield return
                [
                    one.Slug, Day(one.Day), one.Office, one.Stage, one.Title.En, one.Title.Fr, one.What.En, one.What.Fr,
                    one.Why.En, one.Why.Fr, one.Words.En, one.Words.Fr, string.Join(' ', one.Sources.Select(Places.Value)),
                    one.Next.En, one.Next.Fr, one.NextDay is { } day ? Day(day) : "", one.Version, one.Origin,
                ];
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
