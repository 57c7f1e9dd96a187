using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LiveDashboard.Web;

namespace LiveDashboard.Figures.Boards;

/// <summary>The snapshots as bytes, made once per version and language however many ask; they go with their version.</summary>
public sealed class EncodedSnapshots(StationTime station)
{
    private readonly ConditionalWeakTable<BoardState, ConcurrentDictionary<string, byte[]>> _encoded = [];

    /// <summary>The frame from version 0. Shared: not to be changed.</summary>
    public byte[] Of(BoardState state, Language language) => _encoded.GetOrCreateValue(state).GetOrAdd(
        language.Code, _ => FrameJson.Encode(state.Since(language, 0, language.Clock(station.At(state.At)))));
}
