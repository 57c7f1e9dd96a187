using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// Sends through the hub's connections. A frame is encoded once per language and its bytes are shared by all viewers of
/// that language; a viewer that is still busy with an earlier one is passed over and caught up when it is free.
/// </summary>
public sealed class HubFanOut(FigureWatchers watchers, FigureBoards boards, StationTime station, BuildId build) : IFanOut
{
    public void Send(BoardState before, BoardState after)
    {
        var frames = Language.All.ToDictionary(language => language, language => Message(after, language, before.Version));
        foreach (var watcher in watchers.All)
            watcher.Bring(
                after,
                (language, from) => from == before.Version ? frames[language] : Message(after, language, from),
                () => CatchUp(watcher, after.Name));
    }

    public void Heartbeat(DateTimeOffset now)
    {
        var messages = boards.All.ToDictionary(board => board.Name, board => Encode("Heartbeat", new Heartbeat(
            now.ToUnixTimeMilliseconds(), Language.English.Clock(station.At(now)), build.Text, board.Epoch, board.Version)));
        foreach (var watcher in watchers.All)
            if (watcher.Board is { } board && messages.TryGetValue(board, out var message))
                watcher.WriteIfFree(message); // one that is busy gets the next
    }

    /// <summary>
    /// One frame with all that is newer than what the viewer was last sent: absolute values, so nothing is missed and
    /// nothing old follows.
    /// </summary>
    private void CatchUp(FigureWatcher watcher, string name)
    {
        if (boards.Find(name) is { } board)
            watcher.Bring(board, (language, from) => Message(board, language, from), () => CatchUp(watcher, name));
    }

    private SerializedHubMessage Message(BoardState board, Language language, long from) =>
        Encode("Frame", board.Since(language, from, language.Clock(station.At(board.At))));

    private static SerializedHubMessage Encode(string target, object argument) =>
        new([new SerializedMessage("json", Protocol.GetMessageBytes(new InvocationMessage(target, [argument])))]);

    private static readonly JsonHubProtocol Protocol = new(Microsoft.Extensions.Options.Options.Create(
        new JsonHubProtocolOptions { PayloadSerializerOptions = FrameJson.Options }));
}

/// <summary>Names this build of the program; pages learn from it that there is a newer one.</summary>
public sealed record BuildId(string Text)
{
    /// <summary>The module's own id, which the compiler makes anew from the contents of every build.</summary>
    public static BuildId OfThisProgram() => new(typeof(BuildId).Module.ModuleVersionId.ToString("n")[..12]);
}
