using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Web;

/// <summary>Which proxies stand before the program; the section <c>Proxy</c> of the configuration.</summary>
public sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "Proxy";

    /// <summary>Their addresses, as in 10.0.0.7.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Their networks, as in 10.0.0.0/8.</summary>
    public IList<string> KnownNetworks { get; } = [];

    public bool Any => KnownProxies.Count + KnownNetworks.Count > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in KnownProxies)
            if (!IPAddress.TryParse(proxy, out _))
                yield return new ValidationResult($"Proxy:KnownProxies: '{proxy}' is no address, as in 10.0.0.7.");
        foreach (var network in KnownNetworks)
            if (!System.Net.IPNetwork.TryParse(network, out _))
                yield return new ValidationResult($"Proxy:KnownNetworks: '{network}' is no network, as in 10.0.0.0/8.");
    }
}

/// <summary>
/// Takes the visitor's address, scheme and host from the headers of configured proxies, and from nobody else: anyone
/// can send such headers, and limits per address would then hold for nobody.
/// </summary>
public static class Proxies
{
    public static void AddProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxies) =>
        {
            headers.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            headers.ForwardLimit = null; // as far as the proxies are known
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in proxies.Value.KnownProxies) headers.KnownProxies.Add(IPAddress.Parse(proxy));
            foreach (var network in proxies.Value.KnownNetworks)
                headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
    }

    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Any) app.UseForwardedHeaders();
    }
}
