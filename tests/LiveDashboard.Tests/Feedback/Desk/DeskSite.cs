using System.Text.RegularExpressions;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Feedback.Desk;

/// <summary>The desk with staff at it and residents who write, under a clock that stands.</summary>
public sealed partial class DeskSite(StaffSite staff) : IAsyncDisposable
{
    public StaffSite Staff => staff;
    public DashboardApp App => staff.App;
    public FakeClock Clock => staff.Clock;

    public static async Task<DeskSite> Start(Engine engine = Engine.Sqlite, bool promise = true)
    {
        var desk = new DeskSite(await StaffSite.Start(engine));
        if (promise)
            await desk.Write(
                """
                INSERT INTO target (id, kind, category_id, within_ms, valid_from, valid_to)
                VALUES ('four-hours', '', '', 14400000, 0, NULL)
                """);
        return desk;
    }

    /// <summary>Somebody at the desk, signed in.</summary>
    public async Task<(Person Person, FormBrowser Browser)> Somebody(string name, string role = StaffRole.Officer)
    {
        var person = await staff.Member(name, role);
        return (person, await staff.WithSession(person));
    }

    public Task<FormBrowser> Again(Person person) => staff.WithSession(person);

    /// <summary>A resident writes; returns the id of the case.</summary>
    public async Task<string> Case(string text = "The lamp is out", string queue = CaseQueues.Desk, Sender? sender = null, string kind = CaseKind.Concern)
    {
        var message = ResidentSite.Message(text, kind, queue) with { Sender = sender ?? Sender.Nobody };
        var code = CaseCode.OfForm(CaseCode.NewForm())!;
        return (await App.Get<MessageStore>().Send(code, message, CancellationToken.None)).CaseId;
    }

    /// <summary>Sends a form of a case's page with its own token and newest entry.</summary>
    public static async Task<FormAnswer> Act(FormBrowser browser, string caseId, string handler, params (string Name, string Value)[] fields)
    {
        var page = await browser.Get($"/staff/desk/{caseId}");
        return await Send(browser, page, caseId, handler, fields);
    }

    /// <summary>The same from a page that was opened before.</summary>
    public static Task<FormAnswer> Send(
        FormBrowser browser, FormAnswer page, string caseId, string handler, params (string Name, string Value)[] fields) =>
        browser.Post($"/staff/desk/{caseId}?handler={handler}", FormBrowser.Fields(
        [
            .. fields, ("__RequestVerificationToken", Token(page)), ("once", Hidden(page, "once")), ("newest", Hidden(page, "newest")),
        ]));

    public static string Token(FormAnswer page) => Hidden(page, "__RequestVerificationToken");

    /// <summary>The value of the form of the answer's hidden field; the first of the page for tokens.</summary>
    public static string Hidden(FormAnswer page, string name)
    {
        var from = name == "__RequestVerificationToken" ? 0 : Math.Max(0, page.Text.IndexOf("id=\"answer\"", StringComparison.Ordinal));
        return Regex.Match(page.Text[from..], $"name=\"{name}\"[^>]*?value=\"([^\"]*)\"").Groups[1].Value;
    }

    /// <summary>The kinds of a case's events, in their order.</summary>
    public async Task<string[]> Events(string caseId) =>
        [.. (await App.Get<ThreadStore>().Read(caseId, CancellationToken.None))!.Events.OrderBy(one => one.Seq).Select(one => one.Kind)];

    public async Task<T?> Scalar<T>(string sql, object? values = null)
    {
        await using var db = await App.Get<Database>().Read(CancellationToken.None);
        return await db.ExecuteScalarAsync<T>(sql, values);
    }

    public Task Write(string sql, object? values = null) =>
        App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(sql, values));

    public Task<IReadOnlyList<string>> Differences() => App.Get<Recount>().Differences(CancellationToken.None);

    /// <summary>The ids of the lines of a queue that can be opened, in their order.</summary>
    public static string[] Lines(FormAnswer page) => [.. Line().Matches(page.Text).Select(match => match.Groups[1].Value)];

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [GeneratedRegex("class=\"entry\" data-id=\"([^\"]+)\"")]
    private static partial Regex Line();
}
