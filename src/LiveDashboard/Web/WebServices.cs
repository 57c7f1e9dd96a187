using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web.News;
using LiveDashboard.Web.Refusals;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Web;

/// <summary>When figures may be shown; the section <c>Publication</c> of the configuration.</summary>
public sealed class PublicationOptions
{
    public const string Section = "Publication";

    /// <summary>The smallest count that is ever shown. A provider may raise it, never lower it below 5.</summary>
    [Range(5, 1000)] public int K { get; set; } = 5;

    /// <summary>How many messages a median needs.</summary>
    [Range(10, 1000)] public int HeadlineMinimum { get; set; } = 10;
}

/// <summary>What all pages and endpoints share.</summary>
public static class WebServices
{
    /// <summary>Who runs this instance, its calendar, and what may be published.</summary>
    public static void AddProvider(this IServiceCollection services)
    {
        services.AddOptions<ProviderOptions>().BindConfiguration(ProviderOptions.Section).ValidateDataAnnotations()
            .Validate(
                provider => provider.TimeZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(provider.TimeZone, out _),
                "Provider:TimeZone is not a time zone that this machine knows; write it as in Europe/London.")
            .ValidateOnStart();
        services.AddOptions<PublicationOptions>().BindConfiguration(PublicationOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new StationTime(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ProviderOptions>>().Value.TimeZone is { Length: > 0 } zone
                ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<PublicationOptions>>().Value;
            return new PublicationRules(options.K, options.HeadlineMinimum);
        });
    }

    public static void AddWeb(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(9)); // gone within ten
        services.AddProxies();
        services.AddProblemDetails();
        services.AddOutputCache();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddRateLimits();
        services.AddSingleton<Newsroom>();
        services.AddSingleton<StaffEntrance>();
        services.AddSingleton<OpenForum>();
        services.AddApiDocument();
        services.AddReadyCheck();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseProxies(); // first: all that follows wants the visitor's address and scheme
        app.UseSecurityHeaders();
        app.UseRouting(); // here, so that what cuts it short, as live connections do, passes by the rest for as long as it lasts
        app.UseExceptionHandler(Errors());
        app.UseOutputCache(); // of what is compressed already
        app.UseResponseCompression();
        app.UseStatusPages(); // what has no body of its own becomes a page
        app.UseWhen(OfInterface, api => api.UseStatusCodePages()); // and at addresses for machines, a problem
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter(); // after it is known whose key it is
    }

    /// <summary>
    /// A way past the middleware, for what many ask at once and what needs none of it: nobody signed in, no page, no
    /// limit but its own. Errors are told as everywhere.
    /// </summary>
    public static IEndpointConventionBuilder MapDirectPost(
        this IEndpointRouteBuilder app, string pattern, RequestDelegate take)
    {
        var branch = app.CreateApplicationBuilder();
        branch.UseExceptionHandler(Errors());
        branch.Run(take);
        return app.MapPost(pattern, branch.Build()).ShortCircuit();
    }

    /// <summary>A line a person can read on a terminal; JSON where a machine collects it.</summary>
    public static void AddLogFormat(this ILoggingBuilder logging)
    {
        if (Console.IsOutputRedirected) logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        else logging.AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss ";
            line.ColorBehavior = LoggerColorBehavior.Default;
        });
    }

    private static ExceptionHandlerOptions Errors() =>
        new() { ExceptionHandler = Problem, StatusCodeSelector = StatusOf };

    private static bool OfInterface(HttpContext http) => http.Request.Path.StartsWithSegments(ApiDocument.Root);

    // A form that no browser sends, such as one with a NUL or with a thousand fields, is its sender's fault.
    private static int StatusOf(Exception error) => error is InvalidDataException or Microsoft.AspNetCore.Http.BadHttpRequestException
        ? StatusCodes.Status400BadRequest
        : error is WriteLaneFullException || WriteStoppedException.Reason(error) is not null
            ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    private static Task Problem(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = error is null ? null : Unwritten.Problem(http, error); // and when to come again, for pages too
        var page = http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html") && !OfInterface(http);
        if (page) return ErrorPage.Write(http);
        return problem is not null ? Problems.Write(http, problem)
            : Results.Problem(
                "Something went wrong here. What was confirmed to you is safe; try the rest again.",
                statusCode: http.Response.StatusCode).ExecuteAsync(http);
    }
}
