using Dapper;
using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Events;

public sealed class SignUpTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_hundred_at_once_get_no_more_places_than_there_are(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk(capacity: 30));
        // Another node, where the engine has several: both give places of the same event.
        await using var beside = engine == Engine.Postgres
            ? await DashboardApp.Start(engine, beside: site.App, with: services =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, site.Clock))
            : null;
        var stores = new[] { site.SignUps, beside?.Get<SignUpStore>() ?? site.SignUps };
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => stores[i % 2].Add(
            walk.Id, EventSite.NewCode(), new NewSignUp(1 + i % 3, $"Guest {i}", ""), Language.English, default)));

        Assert.All(answers, one => Assert.Equal(SignUpAnswer.Done, one.Answer));
        var places = await site.SignUps.Places(walk.Id, default);
        Assert.InRange(places.Taken, 28, 30); // whoever is first and does not fit holds up the rest
        Assert.Equal(Enumerable.Range(0, 100).Sum(i => 1 + i % 3), places.Taken + places.Waiting);
        Assert.Equal(places.Taken, answers.Where(one => one.SignUp!.State == SignUpState.Place).Sum(one => one.SignUp!.People));
        Assert.Equal(Enumerable.Range(1, 100).Select(seq => (long)seq), answers.Select(one => one.SignUp!.Seq).Order());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hundred_who_come_change_and_leave_at_once_never_exceed_the_places(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk(capacity: 12));
        var random = new Random(5);
        var codes = new List<SignUpCode>();
        for (var round = 0; round < 5; round++)
        {
            var coming = Enumerable.Range(0, 20).Select(_ => (Code: EventSite.NewCode(), People: random.Next(1, 7))).ToArray();
            var others = codes.Where(_ => random.Next(2) == 0).Select(code => (Code: code, People: random.Next(0, 7))).ToArray();
            await Task.WhenAll(coming.Select(one => (Task)site.SignUps.Add(
                    walk.Id, one.Code, new NewSignUp(one.People, "Sam", ""), Language.English, default))
                .Concat(others.Select(one => one.People == 0
                    ? (Task)site.SignUps.Leave(one.Code, default) : site.SignUps.Change(one.Code, one.People, default))));
            codes.AddRange(coming.Select(one => one.Code));
            var places = await site.SignUps.Places(walk.Id, default);
            Assert.InRange(places.Taken, 0, 12);
            // Nobody waits who would fit: the first of those who wait has more people than places are free.
            var first = (await site.App.Get<SignUpList>().Of(walk.Id, default)).FirstOrDefault(one => one.State == SignUpState.Waiting);
            if (first is not null) Assert.True(places.Taken + first.People > 12);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_waits_first_moves_up_when_somebody_leaves_and_nobody_passes(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk(capacity: 4));
        var (ann, _) = await site.Come(walk, 2);
        var (ben, _) = await site.Come(walk, 2);
        var (cat, third) = await site.Come(walk, 3);
        var (dan, fourth) = await site.Come(walk, 1);
        Assert.Equal((SignUpState.Waiting, 0L, SignUpState.Waiting, 3L), (third.State, third.Before, fourth.State, fourth.Before));

        Assert.Equal(SignUpAnswer.Done, await site.SignUps.Leave(ann, default));
        Assert.Equal(SignUpState.Waiting, await site.StateOf(cat)); // three do not fit in two places
        Assert.Equal(SignUpState.Waiting, await site.StateOf(dan)); // and nobody passes them
        var places = await site.SignUps.Places(walk.Id, default);
        Assert.Equal((2, 4, 0, true), (places.Taken, places.Waiting, places.Left, places.IsFull));

        Assert.Equal(SignUpAnswer.Done, await site.SignUps.Change(ben, 1, default));
        Assert.Equal((SignUpState.Place, SignUpState.Waiting), (await site.StateOf(cat), await site.StateOf(dan)));
        Assert.NotNull((await site.SignUps.Find(cat, default))!.MovedAt);
        Assert.Equal(SignUpAnswer.NoPlaces, await site.SignUps.Change(ben, 2, default));
        Assert.Equal(1, (await site.SignUps.Find(ben, default))!.People);

        Assert.Equal(SignUpAnswer.Done, await site.SignUps.Change(cat, 2, default));
        Assert.Equal(SignUpState.Place, await site.StateOf(dan));
        Assert.Equal(SignUpAnswer.Closed, await site.SignUps.Change(ann, 1, default)); // who left is not on the list
        Assert.Equal("", (await site.SignUps.Find(ann, default))!.Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_form_signs_up_once_however_often_it_is_sent(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk());
        var code = EventSite.NewCode();
        Task<(SignUpAnswer Answer, SignUp? SignUp)> Send(long people) =>
            site.SignUps.Add(walk.Id, code, new NewSignUp(people, "Sam", ""), Language.English, default);
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(2)));
        Assert.All(sent, one => Assert.Equal((SignUpAnswer.Done, 1L), (one.Answer, one.SignUp!.Seq)));
        var other = await Send(3);
        Assert.Equal((SignUpAnswer.Earlier, 2L), (other.Answer, other.SignUp!.People));
        Assert.Equal(2, (await site.SignUps.Places(walk.Id, default)).Taken);
        var another = await site.Add(site.Walk());
        Assert.Null((await site.SignUps.Add(another.Id, code, new NewSignUp(2, "Sam", ""), Language.English, default)).SignUp);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_signs_up_where_nobody_can(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        async Task<SignUpAnswer> Try(CommunityEvent of, long people = 1) => (await site.SignUps.Add(
            (await site.Add(of)).Id, EventSite.NewCode(), new NewSignUp(people, "Sam", ""), Language.English, default)).Answer;
        Assert.Equal(SignUpAnswer.Closed, await Try(site.Walk() with { State = EventState.Draft }));
        Assert.Equal(SignUpAnswer.Closed, await Try(site.Walk() with { SignUp = 0 }));
        Assert.Equal(SignUpAnswer.Closed, await Try(site.Walk() with { ClosesAt = site.Clock.GetUtcNow().ToUnixTimeMilliseconds() }));
        Assert.Equal(SignUpAnswer.Closed, await Try(site.Walk(days: -1)));
        Assert.Equal(SignUpAnswer.NoPlaces, await Try(site.Walk(capacity: 3), people: 4));
        Assert.Equal(SignUpAnswer.Done, await Try(site.Walk(capacity: 0), people: 6));
        var walk = await site.Add(site.Walk());
        var (code, _) = await site.Come(walk);
        site.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(SignUpAnswer.Closed, await site.SignUps.Leave(code, default)); // it has begun
        Assert.Equal(SignUpAnswer.Unknown, await site.SignUps.Leave(EventSite.NewCode(), default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_came_is_forgotten_some_days_after_the_event_and_how_many_is_not(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk());
        var (code, _) = await site.Come(walk, 3, "Sam the very own name");
        site.Clock.Advance(TimeSpan.FromDays(39));
        await site.App.Get<ForgetSignUps>().Prune(default);
        Assert.NotNull(await site.SignUps.Find(code, default));
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.App.Get<ForgetSignUps>().Prune(default);
        Assert.Null(await site.SignUps.Find(code, default));
        Assert.Equal(3, (await site.SignUps.Places(walk.Id, default)).Taken);
        await using var db = await site.App.Get<Database>().Read(default);
        Assert.Equal(("", ""), await db.QuerySingleAsync<(string, string)>("SELECT name, contact FROM event_sign_up"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task More_places_are_given_at_once_and_fewer_than_are_taken_refused(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk(capacity: 3));
        await site.Come(walk, 2);
        var (waits, signUp) = await site.Come(walk, 2);
        Assert.Equal(SignUpState.Waiting, signUp.State);
        var ledger = site.App.Get<EventLedger>();
        Assert.Equal(EventAnswer.Capacity, await ledger.Save(InitiativeSite.By, await site.Find(walk) with { Capacity = 1 }, default));
        Assert.Equal(EventAnswer.Done, await ledger.Save(InitiativeSite.By, await site.Find(walk) with { Capacity = 4 }, default));
        Assert.Equal(SignUpState.Place, await site.StateOf(waits));
        Assert.Equal(EventAnswer.Stale, await ledger.Save(InitiativeSite.By, walk with { Capacity = 5 }, default));
    }
}
