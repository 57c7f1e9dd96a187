using LiveDashboard.Storage;

namespace LiveDashboard.Figures.Measuring;

/// <summary>
/// Wakes the beats of other nodes on the same PostgreSQL database, and is woken by them: one notice per beat, after the
/// commits, with the names of what changed. Figures are never sent, each node measures its own. A notice that is lost is
/// healed by the refresh of <see cref="LiveOptions.RefreshSeconds"/>. On the embedded database there are no others.
/// </summary>
public sealed partial class OtherNodes(
    Database database, FigureSignal signal, FigureMeasuring measuring, ILogger<OtherNodes> log) : BackgroundService
{
    private const string Channel = "livedashboard_figures";
    private static readonly TimeSpan BeforeListeningAgain = TimeSpan.FromSeconds(2);
    private readonly string _node = Guid.NewGuid().ToString("n");

    /// <summary>Tells the others what this node changed since it last told them.</summary>
    public async Task Tell(CancellationToken ct)
    {
        var untold = signal.TakeUntold();
        if (untold.Count == 0 || database.Engine != Engine.Postgres) return;
        try
        {
            await database.Tell(Channel, $"{_node} {string.Join(' ', untold)}", ct);
        }
        catch (System.Data.Common.DbException e)
        {
            NotTold(e); // the beat goes on: the others see it with their next refresh
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Engine != Engine.Postgres) return;
        var missed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.Listen(Channel, () => Listening(missed), Heard, stoppingToken);
            }
            catch (System.Data.Common.DbException e)
            {
                missed = true;
                NotHeard(e);
                await Task.Delay(BeforeListeningAgain, stoppingToken);
            }
        }
    }

    // Nobody knows what was told while nobody listened.
    private void Listening(bool missed)
    {
        if (!missed) return;
        foreach (var name in measuring.Names) signal.Heard(name);
    }

    private void Heard(string notice)
    {
        var words = notice.Split(' ');
        if (words[0] == _node) return;
        foreach (var name in words.Skip(1).Where(measuring.Names.Contains)) signal.Heard(name);
    }

    [LoggerMessage(LogLevel.Warning, "Other nodes could not be told of a change; they see it with their next refresh")]
    private partial void NotTold(Exception e);

    [LoggerMessage(LogLevel.Warning, "Changes of other nodes cannot be heard; they are seen with the next refresh, and listening is tried again")]
    private partial void NotHeard(Exception e);
}
