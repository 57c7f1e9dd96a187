using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveDashboard.Figures.Boards;

/// <summary>
/// What travels: figures with absolute values, which bring a page at version <paramref name="From"/> to
/// <paramref name="To"/>. A page at any other version asks for the snapshot, which is the frame from 0.
/// </summary>
/// <param name="Epoch">Random text of one run of the server; versions of different epochs cannot be compared.</param>
/// <param name="At">When the newest of it was measured, Unix milliseconds.</param>
/// <param name="Clock">The same as station time in words, e.g. 14:02.</param>
public sealed record Frame(string Epoch, long From, long To, long At, string Clock, IReadOnlyList<FrameFigure> Figures);

/// <summary>A figure as it travels.</summary>
public sealed record FrameFigure(
    string Key, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Spoken,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value)
{
    public static FrameFigure Of(Figure figure) =>
        new(figure.Key, figure.Text, figure.Spoken, Name(figure.State), figure.Drawing);

    /// <summary>The state as attributes and frames write it.</summary>
    public static string Name(FigureState state) => state switch
    {
        FigureState.Ok => "ok",
        FigureState.Empty => "empty",
        FigureState.Suppressed => "suppressed",
        FigureState.LateSource => "late-source",
        FigureState.Closed => "closed",
        _ => "error",
    };
}

/// <summary>Sent every ten seconds: proof that the figures on the page are the newest there are.</summary>
/// <param name="At">Server time, Unix milliseconds.</param>
/// <param name="Clock">Station time in words.</param>
/// <param name="Build">Changes when the program does.</param>
/// <param name="Version">The board's version; a page that is behind asks for the snapshot.</param>
public sealed record Heartbeat(long At, string Clock, string Build, string Epoch, long Version);

/// <summary>Sent before the server ends: the connection will close, and figures come again after it.</summary>
/// <param name="AfterMilliseconds">When to come back; different for each viewer, so that they do not come together.</param>
public sealed record Drain(int AfterMilliseconds);

/// <summary>The one way in which frames become bytes.</summary>
public static class FrameJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Frames and snapshots are JSON documents of their own and are never put into HTML.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Encode(Frame frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Options);
}
