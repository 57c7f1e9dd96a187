using System.Collections.Concurrent;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Rooms;

/// <summary>
/// The boards of forums, <c>forum/482913</c> each: made when somebody asks for one or acts in it. A forum that has ended is
/// measured once more, and then never again; its last picture stays for latecomers, of the last twenty.
/// </summary>
public sealed class ForumBoards(
    Database database, FigureSignal signal, FigureBoards boards, PublicationRules rules, OpenForum announced) : IFigureFamily
{
    /// <summary>How many boards of ended forums are kept.</summary>
    public const int MostEnded = 20;

    private readonly Lock _state = new(); // of who comes and goes
    private readonly ConcurrentDictionary<string, ForumFigures> _sources = new(); // by the source's name
    private readonly List<string> _ended = []; // names of boards, the oldest first

    public IEnumerable<string> Names => _sources.Keys;

    public IFigureSource? Find(string name) => _sources.GetValueOrDefault(name);

    /// <summary>The board's name.</summary>
    public static string NameOf(string code) => $"forum/{code}";

    /// <summary>Sees to it that the forum has a board, and that it is measured as long as it can change.</summary>
    public void Open(Forum forum)
    {
        var board = NameOf(forum.Code ?? forum.EndedCode);
        if (_sources.ContainsKey(ForumSignal.Source(forum.Id))) return;
        if (forum.Code is null && (forum.EndedCode.Length == 0 || boards.Find(board) is not null)) return;
        var source = new ForumFigures(forum.Id, board, rules, announced, Drop);
        lock (_state)
        {
            if (!_sources.TryAdd(source.Name, source)) return;
            foreach (var before in _sources.Values.Where(one => one.Board == board && one != source)) Drop(before);
            _ended.Remove(board);
            boards.Renew(board); // a code that is used again is another forum's
        }
        signal.Heard(source.Name);
    }

    /// <summary>Boards for all that have not ended: at the start.</summary>
    public async Task OpenAll(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        foreach (var forum in await db.QueryAsync<Forum>("SELECT id, code FROM forum WHERE code IS NOT NULL")) Open(forum);
    }

    private void Drop(ForumFigures source)
    {
        lock (_state)
        {
            if (!_sources.TryRemove(source.Name, out _)) return;
            announced.Tell(source.ForumId, null);
            if (!_ended.Contains(source.Board)) _ended.Add(source.Board);
            if (_ended.Count <= MostEnded) return;
            boards.Remove(_ended[0]);
            _ended.RemoveAt(0);
        }
    }
}
