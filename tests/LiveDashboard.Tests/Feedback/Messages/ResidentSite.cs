using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Feedback.Messages;

/// <summary>The program as residents meet it, under a clock that stands.</summary>
public sealed class ResidentSite(DashboardApp app, FakeClock clock) : IAsyncDisposable
{
    public DashboardApp App => app;
    public FakeClock Clock => clock;

    public static async Task<ResidentSite> Start(Engine engine = Engine.Sqlite, params string[] settings)
    {
        var clock = new FakeClock();
        var app = await DashboardApp.Start(engine, settings, services => services.AddSingleton<TimeProvider>(clock));
        return new ResidentSite(app, clock);
    }

    public FormBrowser Browser() => new(app.Address);

    /// <summary>A message as it is stored, without the form.</summary>
    public static NewMessage Message(string text = "The lamp is out", string kind = CaseKind.Concern, string queue = CaseQueues.Desk) =>
        new(kind, queue, CaseChannel.Web, "en", "", "", text, "", Sender.Nobody, "", MayShow: true);

    /// <summary>Sends it.</summary>
    public async Task<(Receipt Receipt, CaseCode Code)> Send(NewMessage? message = null, string? form = null)
    {
        var code = CaseCode.OfForm(form ?? CaseCode.NewForm())!;
        return (await app.Get<MessageStore>().Send(code, message ?? Message(), CancellationToken.None), code);
    }

    /// <summary>Staff answer.</summary>
    public Task Reply(string caseId, string text = "Thank you. It is repaired.") => Say(caseId, EventKind.Replied, text);

    public Task Say(string caseId, string kind, string text, string code = "") => app.Get<WriteLane>().Write(turn =>
        app.Get<CaseWords>().Add(turn, caseId, kind, clock.GetUtcNow(), new Words(Author.Staff, "m", text, code)));

    /// <summary>A browser that has the case open.</summary>
    public async Task<FormBrowser> Open(Receipt receipt, CaseCode code)
    {
        var browser = Browser();
        var answer = await browser.Post("/en/case?handler=Open",
            FormBrowser.Fields(("reference", receipt.Reference), ("code", code.ToString())));
        Assert.Equal("/en/case", answer.Location);
        return browser;
    }

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var db = await app.Get<Database>().Read(CancellationToken.None);
        return await db.ExecuteScalarAsync<T>(sql);
    }

    public Task<IReadOnlyList<string>> Differences() => app.Get<Recount>().Differences(CancellationToken.None);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
