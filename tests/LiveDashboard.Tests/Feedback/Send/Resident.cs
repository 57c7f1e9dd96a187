using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Send;

/// <summary>Somebody who fills in the form, step by step, in a browser without script.</summary>
public sealed class Resident(ResidentSite site, string language) : IDisposable
{
    public FormBrowser Browser { get; } = site.Browser();
    public IHtmlDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }

    public async Task<string> Begin() => Take(await Browser.Get($"/{language}/send"));

    /// <summary>Up to the last step.</summary>
    public async Task Fill(string kind, string text, string aboutStaff = "")
    {
        await Begin();
        await Next(("kind", kind));
        await Next(("text", text), ("aboutStaff", aboutStaff));
        await Next();
        await Next();
        Assert.Equal("check", Page.QuerySelector("main")!.GetAttribute("data-step"));
    }

    /// <summary>Fills in fields of this step and goes on.</summary>
    public async Task Next(params (string Name, string Value)[] fields) =>
        Take(await Browser.Post($"/{language}/send", Fields(fields)));

    /// <summary>Goes back to a step.</summary>
    public async Task Go(string step, string? address = null) =>
        Take(await Browser.Post(address ?? $"/{language}/send", Fields(("to", step))));

    /// <summary>What the browser would send: what the form holds, with these fields filled in.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] filled) =>
        Page.QuerySelectorAll("#send input, #send textarea, #send select")
            .Where(field => field.GetAttribute("type") is not ("radio" or "checkbox") || field.HasAttribute("checked"))
            .Select(field => new KeyValuePair<string, string>(field.GetAttribute("name")!, field switch
            {
                IHtmlTextAreaElement text => text.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => field.GetAttribute("value") ?? "",
            }))
            .Where(field => filled.All(one => one.Name != field.Key))
            .Concat(filled.Where(one => one.Value.Length > 0).Select(one => new KeyValuePair<string, string>(one.Name, one.Value)))
            .ToArray();

    public void Dispose() => Browser.Dispose();

    private string Take(FormAnswer answer)
    {
        (Page, Status) = (new HtmlParser().ParseDocument(answer.Text), answer.Status);
        return answer.Text;
    }
}
