using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Keeping;

public sealed class KeepingTests
{
    private static readonly Actor Ada = new("a", "Ada");
    private static readonly Actor Bob = new("b", "Bob");

    [Theory, OnSqlite, OnPostgres]
    public async Task Contact_data_goes_first_then_the_words_and_the_clock_stays(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, _) = await Closed(site);
        await Night(site, 89);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM case_sender"));
        await Night(site, 2);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM case_sender"));
        Assert.Equal("Secretword lamp", await site.Scalar<string>("SELECT body FROM case_text WHERE seq = 1"));
        await Night(site, 730);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM case_text WHERE body <> ''"));
        Assert.Equal(3_600_000, await site.Scalar<long>("SELECT replied_at - received_at FROM case_clock"));
        Assert.Equal(1, await site.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
        Assert.Empty(await site.Differences());
        var thread = (await site.App.Get<ThreadStore>().Read(receipt.CaseId, CancellationToken.None))!;
        Assert.NotNull(thread.ErasedAt);
        Assert.Equal("", thread.Message + thread.Place);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_open_case_and_one_on_hold_keep_everything_and_0_days_keep_for_ever(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        await site.Send(Message());
        var (held, _) = await Closed(site);
        var store = site.App.Get<KeepingStore>();
        await store.Hold(Ada, held.CaseId, held.Reference, "a court asks", CancellationToken.None);
        await Night(site, 1000);
        Assert.Equal(2, await site.Scalar<long>("SELECT COUNT(*) FROM case_sender"));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM case_detail WHERE erased_at IS NOT NULL"));
        foreach (var period in KeepingPeriods.Defaults) await store.SetPeriod(Ada, period.What, 0, CancellationToken.None);
        await store.Lift(Ada, held.CaseId, held.Reference, CancellationToken.None);
        await Night(site, 1000);
        Assert.Equal(2, await site.Scalar<long>("SELECT COUNT(*) FROM case_sender"));
        await store.SetPeriod(Ada, KeepingPeriods.Words, 30, CancellationToken.None);
        await Night(site, 0);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM case_detail WHERE erased_at IS NOT NULL"));
        Assert.Equal(["keeping-changed", "keeping-changed", "keeping-changed", "keeping-changed", "hold-set", "hold-lifted"],
            (await site.App.Get<AuditStore>().List(new AuditFilter(null, null, null, null), 10, CancellationToken.None))
                .Select(act => act.Kind).OrderByDescending(kind => kind, StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_people_are_behind_every_erasure(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await Closed(site);
        var store = site.App.Get<KeepingStore>();
        var (id, name) = (receipt.CaseId, receipt.Reference);
        Assert.False(await store.Erase(Ada, id, name, CancellationToken.None)); // nobody asked
        await store.Ask(Ada, id, name, CancellationToken.None);
        Assert.False(await store.Erase(Ada, id, name, CancellationToken.None));
        await store.Hold(Bob, id, name, "a court asks", CancellationToken.None);
        Assert.False(await store.Erase(Bob, id, name, CancellationToken.None));
        await store.Lift(Bob, id, name, CancellationToken.None);
        Assert.True(await store.Erase(Bob, id, name, CancellationToken.None));
        Assert.False(await store.Erase(Bob, id, name, CancellationToken.None));
        Assert.Empty(await store.Requests(CancellationToken.None));
        using var resident = await site.Open(receipt, code); // the codes open what is left
        Assert.Contains("The words were erased", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_erased_is_in_no_file_of_the_database()
    {
        await using var site = await ResidentSite.Start();
        var (receipt, _) = await Closed(site);
        for (var i = 0; i < 50; i++) await site.Send(ResidentSite.Message($"Another {i}"));
        Assert.True(await site.App.Holds("Secretword"));
        Assert.True(await site.App.Holds("secret@example.org"));
        var store = site.App.Get<KeepingStore>();
        await store.Ask(Ada, receipt.CaseId, receipt.Reference, CancellationToken.None);
        await store.Erase(Bob, receipt.CaseId, receipt.Reference, CancellationToken.None);
        await Eventually.Holds(async () => !await site.App.Holds("Secretword") && !await site.App.Holds("secret@example.org"));
    }

    [Fact]
    public async Task An_imported_case_can_be_erased_too()
    {
        await using var site = await ResidentSite.Start();
        var id = CaseId.New();
        await site.App.Get<CaseLedger>().Record(
            [new NewCase(id, "crm", "17", "Lamp out at Sam Hill's")],
            [new NewEvent(id, EventKind.Received, site.Clock.GetUtcNow(), new CaseFacts(CaseKind.Concern, "", ""))],
            CancellationToken.None);
        var erase = site.App.Get<EraseCase>();
        Assert.True(await site.App.Get<WriteLane>().Write(turn => erase.Run(turn.Connection, id, 1)));
        Assert.Null(await site.Scalar<string>("SELECT subject FROM feedback_case"));
        Assert.Empty(await site.Differences());
    }

    private static NewMessage Message() => ResidentSite.Message("Secretword lamp") with
    {
        Place = "Mill Lane",
        Sender = new Sender("Sam Hill", "secret@example.org", true, false),
    };

    private static async Task<(Receipt Receipt, CaseCode Code)> Closed(ResidentSite site)
    {
        var sent = await site.Send(Message());
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.Reply(sent.Receipt.CaseId);
        await site.Say(sent.Receipt.CaseId, EventKind.Resolved, "Repaired", "done");
        return sent;
    }

    private static Task Night(ResidentSite site, int days)
    {
        site.Clock.Advance(TimeSpan.FromDays(days));
        return site.App.Get<ForgetOldCases>().Prune(CancellationToken.None);
    }
}
