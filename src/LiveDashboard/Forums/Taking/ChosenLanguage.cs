using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LiveDashboard.Forums.Taking;

/// <summary>
/// Pages whose address names no language, as it is typed from a screen: the one chosen by <c>?lang=</c>, else the browser's.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ChosenLanguageAttribute : Attribute, IResourceFilter
{
    // Before the page and its words are made.
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (Of(context.HttpContext.Request) is { } chosen) context.HttpContext.Features.Set(chosen);
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    /// <summary>The language that was chosen; null: none was.</summary>
    public static Language? Of(HttpRequest request) => Language.Find(request.Query["lang"]);

    /// <summary>An address of these pages, in the language that was chosen.</summary>
    public static string Address(HttpRequest request, string path, string query = "")
    {
        string[] parts = [.. new[] { query, Of(request) is { } chosen ? $"lang={chosen.Code}" : "" }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
