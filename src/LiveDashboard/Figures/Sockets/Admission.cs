using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Sockets;

/// <summary>Why a connection is not taken.</summary>
public enum Refused
{
    /// <summary>The page is of another host.</summary>
    Origin,
    /// <summary>The program is ending.</summary>
    Draining,
    /// <summary>There are as many connections as there may be.</summary>
    Full,
    /// <summary>The address has as many as one may have.</summary>
    Address,
    /// <summary>Too many came within this second.</summary>
    Rate,
}

/// <summary>How many connections there may be: in all, of one address, and new ones in a second.</summary>
public sealed class Admission(IOptions<LiveOptions> options, TimeProvider clock)
{
    private readonly Lock _state = new();
    private readonly Dictionary<IPAddress, int> _addresses = [];
    private int _all;
    private long _second;
    private int _inSecond;

    /// <summary>Takes a place, which <see cref="Leave"/> gives back; the reason when there is none.</summary>
    public Refused? Enter(IPAddress? from)
    {
        var address = Network(from);
        lock (_state)
        {
            var second = clock.GetTimestamp() / clock.TimestampFrequency; // the world's, also where the clock runs faster
            if (second != _second) (_second, _inSecond) = (second, 0);
            if (_inSecond >= options.Value.ConnectionsPerSecond) return Refused.Rate;
            if (_all >= options.Value.Connections) return Refused.Full;
            var held = _addresses.GetValueOrDefault(address);
            if (held >= options.Value.ConnectionsPerAddress) return Refused.Address;
            _inSecond++;
            _all++;
            _addresses[address] = held + 1;
            return null;
        }
    }

    public void Leave(IPAddress? from)
    {
        var address = Network(from);
        lock (_state)
        {
            _all--;
            if (_addresses[address] == 1) _addresses.Remove(address);
            else _addresses[address]--;
        }
    }

    /// <summary>Who is one visitor: an IPv4 address, or the 64 bits of IPv6 that a household is given.</summary>
    public static IPAddress Network(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
