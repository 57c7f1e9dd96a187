using System.Net;
using LiveDashboard.Initiatives;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions;
using LiveDashboard.Subscriptions.Digests;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Staff;
using static LiveDashboard.Tests.Subscriptions.LetterSite;

namespace LiveDashboard.Tests.Subscriptions;

/// <summary>Letters by e-mail: asked for twice, sent once, ended in one click.</summary>
public sealed class LetterTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Letters_begin_when_the_address_says_yes_and_end_with_one_click(Engine engine)
    {
        await using var sink = new MailSink();
        await using var site = await Start(engine, sink.Port);
        var metric = await site.Metric();
        using var reader = site.Staff.Browser();
        var asked = await reader.Post("/en/news", Form("Sam@Northgate.Example"));
        Assert.Equal("/en/news?asked=1#letters", asked.Location);
        await Send(site);
        var first = Assert.Single(sink.Taken);
        Assert.Equal("Sam@northgate.example", MailSink.Header(first, "To"));
        Assert.Null(MailSink.Header(first, "List-Unsubscribe"));
        var link = Link().Match(MailSink.Body(first)).Value;
        Assert.StartsWith("https://northgate.example/en/letters/", link, StringComparison.Ordinal);
        var path = new Uri(link).AbsolutePath;

        await site.Enter(metric, InitiativeSite.Of(3, 4));
        Assert.Contains("Begin letters?", (await reader.Get(path)).Text, StringComparison.Ordinal); // a scanner that follows links begins nothing
        await Morning(site);
        Assert.Single(sink.Taken);
        Assert.Contains("Letters begin", (await reader.Post($"{path}?handler=Begin", [])).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await reader.Post($"{path}?handler=Begin", [])).Status);
        Assert.Equal(HttpStatusCode.Gone, (await reader.Get(path)).Status);

        await Morning(site);
        Assert.Single(sink.Taken); // nothing is new since it began
        await site.Enter(metric, InitiativeSite.Of(4, 9));
        await Morning(site);
        var news = sink.Taken.Last();
        Assert.Equal(2, sink.Taken.Count);
        var body = MailSink.Body(news);
        Assert.Contains("* Night walks: Walks, 9 walks in April 2026 (12 June 2026)", body, StringComparison.Ordinal);
        Assert.DoesNotContain("March", body, StringComparison.Ordinal);
        Assert.Contains($"https://northgate.example/en/initiatives/night-walks?of=2026-04-01&on=2026-06-12#{metric.Key}", body, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", MailSink.Header(news, "List-Unsubscribe-Post"));
        await Morning(site);
        Assert.Equal(2, sink.Taken.Count);

        await site.Enter(metric, InitiativeSite.Of(5, 2));
        site.Staff.Clock.Advance(TimeSpan.FromDays(1));
        await site.App.Get<MakeDigests>().Run(default); // a letter waits when it is ended
        var stop = new Uri(MailSink.Header(news, "List-Unsubscribe")!.Trim('<', '>')).AbsolutePath;
        using var mailProgram = new HttpClient { BaseAddress = site.App.Address };
        var answer = await mailProgram.PostAsync(stop, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, await Rows(site));
        if (engine == Engine.Sqlite)
            await Eventually.Holds(async () => !await site.App.Holds("northgate.example")); // not in what was deleted either
        await Morning(site);
        Assert.Equal(2, sink.Taken.Count);
        Assert.Equal(HttpStatusCode.OK, (await mailProgram.PostAsync(stop, null)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_server_that_is_gone_loses_nothing_and_keeps_nobody_waiting(Engine engine)
    {
        int port;
        await using (var gone = new MailSink()) port = gone.Port;
        await using var site = await Start(engine, port);
        using var reader = site.Staff.Browser();
        Assert.Equal(HttpStatusCode.Found, (await reader.Post("/fr/news", Form("sam@northgate.example"))).Status);
        var alarm = await Assert.ThrowsAsync<JobAlarmException>(() => Send(site));
        Assert.Contains("1 letters wait", alarm.Message, StringComparison.Ordinal);
        await Send(site); // it rests, so that the server is not asked at every turn
        await site.App.Restart();
        site.Staff.Clock.Advance(TimeSpan.FromMinutes(3));
        await Assert.ThrowsAsync<JobAlarmException>(() => Send(site));
        Assert.Equal(1, await site.App.Get<LetterBox>().Waiting(default));
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_for_good_is_forgotten_and_one_it_cannot_take_now_is_kept()
    {
        await using var sink = new MailSink();
        await using var site = await Start(Engine.Sqlite, sink.Port);
        var metric = await site.Metric();
        await Subscribed(site, sink, "en", "daily", "initiatives");
        await site.Enter(metric, InitiativeSite.Of(3, 4));
        sink.ToRecipients = "452 Too much";
        await Morning(site);
        Assert.Equal(1, await site.App.Get<LetterBox>().Waiting(default));
        sink.ToRecipients = "550 No such user";
        site.Staff.Clock.Advance(TimeSpan.FromMinutes(3));
        await Send(site);
        Assert.Equal(0, await site.App.Get<LetterBox>().Waiting(default));
        Assert.Equal(0, await site.App.Get<SubscriptionStore>().Count(default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_gets_what_it_follows_in_its_language_and_rhythm_and_once(Engine engine)
    {
        await using var sink = new MailSink();
        await using var site = await Start(engine, sink.Port); // a Wednesday
        var other = await site.App.Get<InitiativeStore>().Add(InitiativeSite.By, InitiativeSite.Night("Lit ways"), default);
        var (walks, lights) = (await site.Metric(), await new InitiativeSite(site.Staff, other).Metric());
        await Subscribed(site, sink, "fr", "daily", "initiatives/lit-ways");
        await Subscribed(site, sink, "en", "weekly", "initiatives", "kim@northgate.example");
        await Subscribed(site, sink, "en", "daily", "promises", "lou@northgate.example");
        sink.Taken.Clear();
        await site.Enter(walks, InitiativeSite.Of(3, 4));
        await site.Enter(lights, InitiativeSite.Of(3, 5));
        site.Staff.Clock.Advance(TimeSpan.FromDays(1));
        var digests = site.App.Get<MakeDigests>();
        await Task.WhenAll(digests.Run(default), digests.Run(default), digests.Run(default));
        await Send(site);
        var daily = MailSink.Body(Assert.Single(sink.Taken));
        Assert.Contains("* Marches de nuit : Marches, 5 marches en mars 2026", daily, StringComparison.Ordinal);
        Assert.DoesNotContain("night-walks", daily, StringComparison.Ordinal);
        site.Staff.Clock.Advance(TimeSpan.FromDays(4)); // Monday
        await Morning(site, days: 0);
        var weekly = MailSink.Body(sink.Taken.Last());
        Assert.Equal(2, sink.Taken.Count);
        Assert.Contains("lit-ways", weekly, StringComparison.Ordinal);
        Assert.Contains("night-walks", weekly, StringComparison.Ordinal);
    }
}
