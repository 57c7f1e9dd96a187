using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Taking;

/// <summary>A participant's browser without script: it sends what the page's form holds.</summary>
public sealed partial class Phone(ForumSite site, string code) : IDisposable
{
    public FormBrowser Browser { get; private set; } = New(site);

    public string Code => code;

    /// <summary>Somebody who has joined through the page.</summary>
    public static async Task<Phone> Joined(ForumSite site, string name = "")
    {
        var phone = await Before(site);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Post("join", ("name", name))).Status);
        return phone;
    }

    /// <summary>Somebody who has typed the address.</summary>
    public static async Task<Phone> Before(ForumSite site) =>
        new(site, (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.Code!);

    public Task<FormAnswer> Get(string query = "") => Browser.Get($"/f/{code}{query}");

    public async Task<string> Text(string query = "") => WebUtility.HtmlDecode((await Get(query)).Text);

    public Task<FormAnswer> Post(string act, params (string, string)[] fields) =>
        Browser.Post($"/f/{code}/{act}", FormBrowser.Fields(fields));

    /// <summary>Votes by the form that the page shows, and says how the page then stands.</summary>
    public async Task<FormAnswer> Vote(params (string, string)[] fields) => await Send(await Form(), fields);

    /// <summary>The hidden fields of the page's form.</summary>
    public async Task<(string, string)[]> Form(string query = "?tab=vote&change=true")
    {
        var page = (await Get(query)).Text;
        return [.. Hidden().Matches(page[Math.Max(0, page.IndexOf("data-vote", StringComparison.Ordinal))..])
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Where(field => field.Item1 is "poll" or "round" or "sent")];
    }

    public Task<FormAnswer> Send((string, string)[] form, params (string, string)[] fields) => Post("vote", [.. form, .. fields]);

    /// <summary>The same as the page's script sends it; what it is told, in a word.</summary>
    public async Task<string> SendByScript((string, string)[] form, params (string, string)[] fields) =>
        JsonDocument.Parse((await Post(BallotEndpoint.Path, [.. form, .. fields])).Text).RootElement.GetProperty("answer").GetString()!;

    /// <summary>Asks what the phone was told: <c>open</c>, <c>sent</c>….</summary>
    public async Task<string> Step() => Shown().Match((await Get("?tab=vote")).Text).Groups[1].Value;

    /// <summary>The server is another one now, at another address; the cookies are the same.</summary>
    public void Moved()
    {
        var cookies = Browser.Cookies;
        Browser.Dispose();
        Browser = New(site);
        foreach (var (name, value) in cookies) Browser.Cookies[name] = value;
    }

    public void Dispose() => Browser.Dispose();

    private static FormBrowser New(ForumSite site) => new(site.App.Address) { Headers = { ["Accept-Language"] = "en" } };

    [GeneratedRegex("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("data-step=\"(\\w+) ")]
    private static partial Regex Shown();
}
