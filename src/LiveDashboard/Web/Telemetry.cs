using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LiveDashboard.Web;

/// <summary>
/// Sends metrics and traces to a collector (OTLP), where one is configured: by <c>Telemetry:Otlp</c> over HTTP, or by
/// OpenTelemetry's own <c>OTEL_…</c> variables. Otherwise nothing of it is loaded.
/// </summary>
public static class Telemetry
{
    private const string Key = "Telemetry:Otlp";
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="OptionsValidationException">The address is none.</exception>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var address = configuration[Key];
        if (!string.IsNullOrWhiteSpace(address)) Export(services, AddressOf(address));
        else if (!string.IsNullOrWhiteSpace(configuration[Variable])) Export(services, null);
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address : throw new OptionsValidationException(
                Key, typeof(Uri), [$"{Key} is not an address; write it as in http://localhost:4318."]);

    // Apart, so that a start without a collector does not load the libraries.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Export(IServiceCollection services, Uri? address)
    {
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .AddMeter(
                "LiveDashboard.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime")
            .AddOtlpExporter(options => To(options, address, "v1/metrics"))
            .Build());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .AddSource(Tracing.Source.Name, "Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter(options => To(options, address, "v1/traces"))
            .Build());
        services.AddHostedService<TelemetryStart>();
    }

    private static void To(OtlpExporterOptions options, Uri? address, string path)
    {
        options.TimeoutMilliseconds = 2000; // a stop sends what is left, and must end in time
        if (address is null) return;
        options.Endpoint = new Uri(address, path);
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
    }
}

/// <summary>Makes the two providers exist while the program serves; the container ends them.</summary>
public sealed class TelemetryStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<MeterProvider>();
        services.GetRequiredService<TracerProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
