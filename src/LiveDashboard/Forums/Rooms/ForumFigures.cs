using System.Data.Common;
using System.Globalization;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Forums.Rooms;

/// <summary>
/// Measures what the screens of one forum show: its scene, which tells a page to fetch itself anew, and the numbers that
/// tick within a scene. Of a result that is not to be seen there is nothing here.
/// </summary>
/// <param name="over">Called when the end was measured and nothing can change any more.</param>
public sealed class ForumFigures(
    string forumId, string board, PublicationRules rules, OpenForum announced, Action<ForumFigures> over) : IFigureSource
{
    private bool _endSeen;

    public string ForumId => forumId;
    public string Name => ForumSignal.Source(forumId);
    public string Board => board;
    public bool IsQuick => true;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var forum = (await ForumStore.Read(snapshot, forumId))!;
        announced.Tell(forumId, forum is { State: ForumState.Open, Rehearsal: 0 }
            ? new JoinableForum(forum.Name, forum.Origin.Length > 0 ? forum.Code : null) : null);
        // Only at the second time: the first may not have reached the board.
        if (forum.State == ForumState.Ended && _endSeen) over(this);
        _endSeen = forum.State == ForumState.Ended;
        var here = await snapshot.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM participant WHERE forum_id = @forumId AND banned_at IS NULL", new { forumId });
        var poll = forum.ShownPoll is { } shown ? await PollStore.Read(snapshot, shown) : null;
        var ballots = poll is null ? 0 : (await PollTally.Read(snapshot, poll.Id, poll.Round))
            .Where(row => row.Source == PollTally.Phones && row.Choice == PollTally.Ballots).Sum(row => row.N);
        var result = poll is { Live: 1, State: PollState.Open } && (ballots >= rules.K || poll.SmallRoom == 1)
            ? await PollResult.Measure(snapshot, poll, poll.Round) : null;
        return new ForumReading(
            ForumScene.Of(forum, poll, await ForumScene.Written(snapshot, forum, poll), result is not null),
            forum.Notice, here, ballots, poll?.State == PollState.Open ? poll.ClosesAt : null,
            new(result?.Rows.Select(row => (row.Choice, row.N, row.Percent)) ?? []));
    }
}

/// <summary>What the screens of a forum show that ticks.</summary>
/// <param name="Scene">Another text is another scene, which pages fetch.</param>
/// <param name="Here">How many have joined.</param>
/// <param name="Ballots">Of the poll that is shown, in its round.</param>
/// <param name="ClosesAt">When the countdown ends (Unix milliseconds); null: none runs.</param>
/// <param name="Rows">Of a poll whose results are seen while it is open: choice, ballots, per cent; else none.</param>
public sealed record ForumReading(
    string Scene, string Notice, long Here, long Ballots, long? ClosesAt, EquatableList<(long Choice, long N, int Percent)> Rows)
    : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) =>
    [
        new Figure("scene", "", null, FigureState.Ok, Scene),
        new Figure("notice", Notice),
        new Figure("here", language.Plural("forum.here", Here)),
        new Figure("ballots", language.Plural("forum.ballots", Ballots)),
        new Figure("closes", "", null, FigureState.Ok, ClosesAt?.ToString(CultureInfo.InvariantCulture) ?? ""),
        .. Rows.SelectMany(row => new[]
        {
            new Figure($"row-{row.Choice}", language.Count(row.N)),
            new Figure($"row-{row.Choice}-bar", "", null, FigureState.Ok, Svg.Percent(row.Percent)),
        }),
    ];

    public IEnumerable<FigureNumber> InNumbers() => []; // what a forum says is published with its report
}
