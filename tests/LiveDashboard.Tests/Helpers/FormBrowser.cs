using System.Net;
using System.Text.RegularExpressions;
using LiveDashboard.Staff.Sessions;

namespace LiveDashboard.Tests.Helpers;

/// <summary>What a browser was answered.</summary>
public sealed record FormAnswer(HttpStatusCode Status, string? Location, string Text, HttpResponseMessage Message);

/// <summary>
/// A browser without script at http://localhost: it keeps Secure cookies there, as real ones do and the framework's own
/// client does not, and it sends what its page's form holds.
/// </summary>
public sealed partial class FormBrowser(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; } = new()
    {
        ["Origin"] = address.GetLeftPart(
        UriPartial.Authority)
    };

    public Task<FormAnswer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens a page and sends a form of it.</summary>
    /// <param name="page">Where the form stands; by default where it goes.</param>
    public async Task<FormAnswer> Submit(string path, IEnumerable<KeyValuePair<string, string>> fields,
        string? page = null)
    {
        var form = await Get(page ?? path.Split('?')[0]);
        var token = Token().Match(form.Text);
        return await Post(path, token.Success
            ? fields.Append(new("__RequestVerificationToken", token.Groups[1].Value)) : fields);
    }

    /// <summary>Sends these fields and nothing else.</summary>
    public Task<FormAnswer> Post(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Signs in anew: who is signed in is not asked.</summary>
    public Task<FormAnswer> SignIn(string name, string password, string code, string to = "")
    {
        Cookies.Remove(SessionCookie.Name);
        return Submit($"/staff/sign-in{to}", Fields(("name", name), ("password", password), ("code", code)));
    }

    /// <summary>Whether the browser is let in.</summary>
    public async Task<bool> IsIn() => (await Get("/staff/account")).Status == HttpStatusCode.OK;

    public static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value));

    public void Dispose() => _http.Dispose();

    private async Task<FormAnswer> Send(HttpRequestMessage request)
    {
        using (request)
        {
            foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
            if (Cookies.Count > 0) request.Headers.Add("Cookie",
                string.Join("; ", Cookies.Select(one => $"{one.Key}={one.Value}")));
            var answer = await _http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) Keep(cookie.Split(';')[0]);
            return new FormAnswer(
                answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(),
                    answer);
        }
    }

    private void Keep(string pair)
    {
        var parts = pair.Split('=', 2);
        if (parts[1].Length > 0) Cookies[parts[0]] = parts[1];
        else Cookies.Remove(parts[0]);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
