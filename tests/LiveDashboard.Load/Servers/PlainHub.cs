using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Load.Servers;

/// <summary>A hub as it comes: the baseline.</summary>
public sealed class PlainHub : Hub
{
    public const string Path = "/plain";
}
