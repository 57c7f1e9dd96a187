using System.Data.Common;
using System.Text.Json;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;

namespace LiveDashboard.Forums.Projector;

/// <summary>
/// What the projector showed when it was frozen, kept with the forum so that a screen that is loaded anew shows it too.
/// There is nothing in it that the room had not seen.
/// </summary>
public sealed record FrozenPicture(Stage Stage, OnProjector Asked, IReadOnlyList<Promise> Promises)
{
    /// <summary>The picture as it is stored.</summary>
    public static async Task<string> Take(DbConnection db, Stage stage) => JsonSerializer.Serialize(
        new FrozenPicture(
            stage with { Forum = stage.Forum with { Picture = "", SteeredBy = null } },
            await QuestionStore.Projector(db, stage.Forum.Id), await PromiseStore.Opening(db, stage.Forum)),
        FrozenResult.Json);

    /// <summary>
    /// The picture of a forum; null when there is none, or when it shows a result that was taken back since. Questions,
    /// texts and words that were withdrawn are not in it any more, and questions are as they were corrected.
    /// </summary>
    public static async Task<FrozenPicture?> Read(DbConnection db, Forum forum)
    {
        if (forum.Picture.Length == 0) return null;
        var kept = JsonSerializer.Deserialize<FrozenPicture>(forum.Picture, FrozenResult.Json)!;
        if (kept.Stage is { Result: not null, Poll: { } poll } && !await MayBeSeen(db, poll)) return null;
        var seen = (await QuestionStore.For(db, forum.Id, "")).ToDictionary(one => one.Id);
        AskedQuestion? Now(AskedQuestion? one) =>
            one is not null && seen.TryGetValue(one.Id, out var now) ? one with { Body = now.Body } : null;
        var stage = kept.Stage;
        if (stage is { Result: { } result, Poll: { } about } && PollKind.IsWritten(about.Kind))
        {
            var texts = await TextStore.Shown(db, about.Id, about.Round);
            stage = stage with
            {
                Result = result with
                {
                    Result = await FrozenResult.Cleared(db, about, about.Round, result.Result),
                    Texts = [.. result.Texts.Where(texts.Contains)],
                },
            };
        }
        return kept with
        {
            Stage = stage,
            Asked = kept.Asked with
            {
                Stage = Now(kept.Asked.Stage),
                Next = [.. kept.Asked.Next.Select(Now).OfType<AskedQuestion>()],
            },
        };
    }

    // Revealed, or seen while it is open.
    private static async Task<bool> MayBeSeen(DbConnection db, Poll poll) => await db.ExecuteScalarAsync<long>(
        """
        SELECT COUNT(*)
          FROM poll_round r
          JOIN poll p ON p.id = r.poll_id
         WHERE r.poll_id = @Id AND r.round = @Round
           AND (r.frozen <> '' OR (p.round = r.round AND p.state = 'open' AND p.live = 1))
        """, poll) > 0;
}
