using LiveDashboard.Storage;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// Holds a write lane still: while it is closed, what is written queues, and all of that goes into one commit when it
/// opens.
/// </summary>
public sealed class LaneGate : IAsyncDisposable
{
    private readonly TaskCompletionSource _open;
    private readonly Task _held;

    private LaneGate(Task held, TaskCompletionSource open) => (_held, _open) = (held, open);

    public static async Task<LaneGate> Close(WriteLane lane)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = lane.Write(async _ =>
        {
            entered.TrySetResult();
            await open.Task;
        });
        await entered.Task.WaitAsync(LiveClient.Patience);
        return new LaneGate(held, open);
    }

    public async Task Open()
    {
        _open.TrySetResult();
        await _held.WaitAsync(LiveClient.Patience);
    }

    public async ValueTask DisposeAsync() => await Open();
}
