using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>The program with residents who write, moderators who decide, and a public that reads.</summary>
public sealed class PublicationSite(StaffSite staff) : IAsyncDisposable
{
    public StaffSite Staff => staff;
    public ResidentSite Residents { get; } = new(staff.App, staff.Clock);
    public FakeClock Clock => staff.Clock;

    public static async Task<PublicationSite> Start(Engine engine = Engine.Sqlite) => new(await StaffSite.Start(engine));

    private readonly Dictionary<string, Person> _members = [];

    /// <summary>Somebody who may moderate, signed in anew: sessions do not outlive a moved clock.</summary>
    public async Task<FormBrowser> Moderator(string name = "Mo", string role = StaffRole.Moderator)
    {
        if (!_members.TryGetValue(name, out var member)) _members[name] = member = await staff.Member(name, role);
        return await staff.WithSession(member);
    }

    /// <summary>A message that was answered and closed; it is in the queue.</summary>
    public async Task<(Receipt Receipt, CaseCode Code)> Closed(
        string text = "The lamp is out", string answer = "It burns again", string outcome = "done", NewMessage? message = null)
    {
        var sent = await Residents.Send(message ?? ResidentSite.Message(text));
        await Residents.Reply(sent.Receipt.CaseId, answer);
        await Residents.Say(sent.Receipt.CaseId, EventKind.Resolved, "", outcome);
        return sent;
    }

    /// <summary>The page on which a case is decided about.</summary>
    public static string PageOf(string reference) => $"/staff/moderation/case?reference={reference}";

    /// <summary>The same as somebody who signs in for it.</summary>
    public async Task<FormAnswer> Review(string reference, params (string Name, string Value)[] changes)
    {
        using var mo = await Moderator();
        return await Review(mo, reference, changes);
    }

    /// <summary>Sends the form of a case's page with these changes.</summary>
    public static async Task<FormAnswer> Review(
        FormBrowser by, string reference, params (string Name, string Value)[] changes)
    {
        var page = await by.Get(PageOf(reference));
        return await by.Post(PageOf(reference), Filled(page.Text, ".verdict", changes));
    }

    /// <summary>A form's fields as the page has them, but for these.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Filled(
        string html, string form, params (string Name, string Value)[] changes)
    {
        var document = new HtmlParser().ParseDocument(html);
        var fields = new Dictionary<string, string>();
        foreach (var field in document.QuerySelectorAll($"{form} [name]"))
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }: break;
                case IHtmlInputElement input: fields[input.Name!] = input.Value; break;
                case IHtmlTextAreaElement area: fields[area.Name!] = area.Value; break;
                case IHtmlSelectElement select: fields[select.Name!] = select.Value ?? ""; break;
            }
        foreach (var (name, value) in changes) fields[name] = value;
        return fields;
    }

    /// <summary>Approves for the web, and lets the day pass.</summary>
    public async Task Publish(string reference, params (string Name, string Value)[] changes)
    {
        var answer = await Review(reference, [("web", "approved"), .. changes]);
        Assert.True(answer.Location?.StartsWith("/staff/moderation?batch=", StringComparison.Ordinal) == true,
            new HtmlParser().ParseDocument(answer.Text).QuerySelector("[role=alert]")?.TextContent);
        Clock.Advance(TimeSpan.FromHours(25));
    }

    /// <summary>All that the public can read, as one text.</summary>
    public async Task<string> Public(string reference = "")
    {
        Clock.Advance(TimeSpan.FromSeconds(6)); // what the home page keeps is older than that
        using var browser = staff.Browser();
        var read = new List<string>();
        foreach (var lang in new[] { "en", "fr" })
            foreach (var path in new[] { "", "/cases", "/cases.atom", "/cases.json", "/moderation", $"/cases/{reference}" })
                read.Add((await browser.Get($"/{lang}{path}")).Text);
        return string.Join('\n', read);
    }

    public async Task<string> CaseOf(string reference) => (await Residents.Scalar<string>(
        $"SELECT case_id FROM case_detail WHERE reference = '{reference}'"))!;

    public Task Do(string sql) => staff.App.Get<WriteLane>().Write(turn =>
        Dapper.SqlMapper.ExecuteAsync(turn.Connection, sql));

    public ValueTask DisposeAsync() => staff.DisposeAsync();
}
