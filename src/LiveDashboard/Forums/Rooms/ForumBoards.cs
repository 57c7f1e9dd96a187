using System.Collections.Concurrent;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Rooms;

/// <summary>
/// The boards of forums that have not ended, <c>forum/482913</c> each: made when somebody asks for one or acts in it. The
/// board of one that ends keeps its last picture until the next start.
/// </summary>
public sealed class ForumBoards(Database database, FigureSignal signal, PublicationRules rules, OpenForum announced) : IFigureFamily
{
    private readonly ConcurrentDictionary<string, ForumFigures> _sources = new(); // by the source's name

    public IEnumerable<string> Names => _sources.Keys;

    public IFigureSource? Find(string name) => _sources.GetValueOrDefault(name);

    /// <summary>The board's name.</summary>
    public static string NameOf(string code) => $"forum/{code}";

    /// <summary>Sees to it that the forum has a board, and that it is measured.</summary>
    public void Open(Forum forum)
    {
        if (forum.Code is null) return;
        var source = new ForumFigures(forum.Id, NameOf(forum.Code), rules, announced);
        if (_sources.TryAdd(source.Name, source)) signal.Heard(source.Name);
    }

    /// <summary>Boards for all that have not ended: at the start.</summary>
    public async Task OpenAll(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        foreach (var forum in await db.QueryAsync<Forum>("SELECT id, code FROM forum WHERE code IS NOT NULL")) Open(forum);
    }
}
