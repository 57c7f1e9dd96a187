using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Messages;

public sealed class MessageStoreTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_sent_many_times_at_once_and_much_later_is_one_case(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var form = CaseCode.NewForm();
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.Send(form: form)));
        site.Clock.Advance(TimeSpan.FromDays(40));
        await site.App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync("DELETE FROM idempotency")); // as retention does
        var later = await site.Send(form: form);
        Assert.Equal(later.Receipt, Assert.Single(sent.Select(one => one.Receipt).Distinct()));
        Assert.True(later.Receipt.Same);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Empty(await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_changed_after_it_had_arrived_is_told_and_not_stored(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var form = CaseCode.NewForm();
        var (first, _) = await site.Send(ResidentSite.Message("One lamp is out"), form);
        var (second, _) = await site.Send(ResidentSite.Message("Two lamps are out"), form);
        Assert.Equal(first with { Same = false }, second);
        Assert.Equal("One lamp is out", await site.Scalar<string>("SELECT body FROM case_text"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_is_acknowledged_by_itself_and_its_clock_runs_until_a_person_replies(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, _) = await site.Send();
        foreach (var kind in new[] { EventKind.Seen, EventKind.Wrote, EventKind.Postponed, EventKind.Noted })
            await site.Say(receipt.CaseId, kind, "words");
        Assert.Null(await site.Scalar<long?>("SELECT replied_at FROM case_clock"));
        site.Clock.Advance(TimeSpan.FromHours(2));
        await site.Reply(receipt.CaseId);
        Assert.Equal(7_200_000, await site.Scalar<long?>("SELECT replied_at - received_at FROM case_clock"));
        Assert.Equal(["received", "acknowledged", "seen", "wrote", "postponed", "noted", "replied"],
            (await site.App.Get<ThreadStore>().Read(receipt.CaseId, CancellationToken.None))!.Events.Select(one => one.Kind));
        Assert.Empty(await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_sent_by_itself_about_something_suspicious(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        await site.Send(ResidentSite.Message("A van without lights", queue: CaseQueues.Restricted));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'acknowledged'"));
        Assert.Equal(1, await site.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_secret_code_is_in_no_table(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (_, code) = await site.Send();
        Assert.Equal(0, await site.Scalar<long>($"SELECT COUNT(*) FROM idempotency WHERE answer LIKE '%{code.Letters}%'"));
        if (engine == Engine.Sqlite)
            foreach (var file in Directory.GetFiles(site.App.Folder, "*.db*"))
            {
                var bytes = await new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite),
                    System.Text.Encoding.Latin1).ReadToEndAsync();
                Assert.DoesNotContain(code.Letters, bytes, StringComparison.Ordinal);
                Assert.DoesNotContain(code.ToString(), bytes, StringComparison.Ordinal);
            }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_that_was_told_as_received_outlives_a_restart(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await site.Send();
        await site.App.Restart();
        Assert.Equal(receipt.CaseId, await site.App.Get<ThreadStore>().Find(code, CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_imported_case_gets_a_reference_when_it_is_asked_for(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var id = CaseId.New();
        await site.App.Get<CaseLedger>().Record(
            [new NewCase(id, "crm", "17", "Lamp out")],
            [new NewEvent(id, EventKind.Received, site.Clock.GetUtcNow(), new CaseFacts(CaseKind.Concern, "", ""))],
            CancellationToken.None);
        var lane = site.App.Get<WriteLane>();
        var reference = await lane.Write(turn => CaseWords.Reference(turn.Connection, id));
        Assert.Equal(reference, await lane.Write(turn => CaseWords.Reference(turn.Connection, id)));
        var thread = (await site.App.Get<ThreadStore>().Read(id, CancellationToken.None))!;
        Assert.Equal((reference, "Lamp out", CaseChannel.Import), (thread.Reference, thread.Message, thread.Channel));
    }
}
