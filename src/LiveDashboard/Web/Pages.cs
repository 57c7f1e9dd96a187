using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.WebEncoders;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Web;

/// <summary>The pages and their files. Each page lies in its slice; the layout and what all share lies here.</summary>
public static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/");
        // Every letter as itself: "é" is shorter and no less safe than "&#xE9;".
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped<Visit>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], Home);
    }

    /// <summary>Sends the reader to the language that the browser asks for. Nothing is remembered.</summary>
    private static RedirectHttpResult Home(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return TypedResults.Redirect($"/{Visit.LanguageOf(context.Request).Code}");
    }
}
