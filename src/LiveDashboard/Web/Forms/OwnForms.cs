using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Web.Forms;

/// <summary>Whether a form came from a page of ours.</summary>
public static class OwnForms
{
    /// <summary>
    /// Browsers say so, where the place is safe, in a way that a page cannot forge; the others name the page's origin
    /// with every form.
    /// </summary>
    public static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site == "same-origin"
        : request.Headers[HeaderNames.Origin] == $"{request.Scheme}://{request.Host}";

    /// <summary>Lets a page's forms say where they come from: with no-referrer they come from nowhere.</summary>
    public static void SayOrigin(HttpResponse response) => response.Headers["Referrer-Policy"] = "same-origin";
}
