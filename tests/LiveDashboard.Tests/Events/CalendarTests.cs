using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using LiveDashboard.Events;
using LiveDashboard.Events.Feeds;
using LiveDashboard.Tests.Hostile;
using LiveDashboard.Tests.Initiatives;

namespace LiveDashboard.Tests.Events;

/// <summary>Calendars as another program reads them: the icalendar library of Python, which the distribution has.</summary>
public sealed class CalendarTests
{
    private const string Python = "/usr/bin/python3";

    private const string Script =
        """
        import sys, json, icalendar
        calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
        def said(value):
            if hasattr(value, "dt"): return value.dt.isoformat()
            if hasattr(value, "cats"): return [str(one) for one in value.cats]
            return str(value)
        print(json.dumps([{name: said(value) for name, value in one.items()} for one in calendar.walk("VEVENT")]))
        """;

    [CalendarFact]
    public async Task A_calendar_is_read_back_as_it_was_meant()
    {
        await using var site = await EventSite.Start();
        var metric = await site.Initiatives.Metric();
        const string about = "Bring: a lamp; a coat, and\nsomebody you like. C:\\paths\\are no escapes. "
            + "Élève, 夜回り, 👮‍♀️ and so on, for long enough that the line is folded more than once, within letters of several octets: ééééééééééééééé.";
        var walk = await site.Add(site.Walk(metric: metric.Id, name: "Night walk; with \"quotes\", and commas") with { AboutEn = about });
        var days = await site.Add(site.Walk(name: "Open days") with
        {
            AllDay = 1,
            StartsAt = new DateTimeOffset(2026, 7, 3, 0, 0, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds(),
            EndsAt = new DateTimeOffset(2026, 7, 5, 0, 0, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds(),
        });
        var off = await site.Add(site.Walk(name: "Called off"));
        await site.Add(site.Walk(name: "Draft") with { State = EventState.Draft });
        await site.App.Get<EventLedger>().Cancel(InitiativeSite.By, off, "Storm", default);
        using var visitor = site.App.Visitor();

        var answer = await visitor.GetAsync("/en/events.ics");
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.All(Lines(bytes), line => Assert.InRange(line.Length, 1, 75));
        var events = await Read(bytes);
        Assert.Equal(3, events.Count);
        var one = events[$"{walk.Id}@events.livedashboard"];
        Assert.Equal("Night walk; with \"quotes\", and commas", one["SUMMARY"].GetString());
        Assert.Equal(about + "\nThe community team", one["DESCRIPTION"].GetString());
        Assert.Equal("The church square", one["LOCATION"].GetString());
        Assert.Equal(("2026-06-20T12:00:00+00:00", "2026-06-20T14:00:00+00:00"), (one["DTSTART"].GetString(), one["DTEND"].GetString()));
        Assert.Equal(("CONFIRMED", "0"), (one["STATUS"].GetString(), one["SEQUENCE"].GetString()));
        Assert.Equal("Night walks", Assert.Single(one["CATEGORIES"].EnumerateArray()).GetString());
        Assert.Equal(new Uri(site.App.Address, $"/en/events/{walk.Slug}").ToString(), one["URL"].GetString());
        var allDay = events[$"{days.Id}@events.livedashboard"];
        Assert.Equal(("2026-07-03", "2026-07-05"), (allDay["DTSTART"].GetString(), allDay["DTEND"].GetString()));
        var cancelled = events[$"{off.Id}@events.livedashboard"];
        Assert.Equal(("CANCELLED", "1"), (cancelled["STATUS"].GetString(), cancelled["SEQUENCE"].GetString()));

        var only = await Read(await visitor.GetByteArrayAsync("/fr/events.ics?initiative=night-walks"));
        Assert.Equal([$"{walk.Id}@events.livedashboard"], only.Keys);
        Assert.Empty(await Read(await visitor.GetByteArrayAsync("/en/events.ics?initiative=other")));
        Assert.Single(await Read(await visitor.GetByteArrayAsync($"/fr/events/{walk.Slug}.ics")));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/events/none.ics")).StatusCode);
    }

    [CalendarFact]
    public async Task Only_a_change_of_when_or_where_raises_the_sequence_and_the_same_is_answered_shorter()
    {
        await using var site = await EventSite.Start();
        var walk = await site.Add(site.Walk());
        using var visitor = site.App.Visitor();
        var path = $"/en/events/{walk.Slug}.ics";
        async Task<string?> Sequence() => (await Read(await visitor.GetByteArrayAsync(path))).Values.Single()["SEQUENCE"].GetString();
        async Task Save(Func<CommunityEvent, CommunityEvent> change) =>
            await site.App.Get<EventLedger>().Save(InitiativeSite.By, change(await site.Find(walk)), default);
        var tag = (await visitor.GetAsync(path)).Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(tag);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again)).StatusCode);
        await Save(one => one with { Capacity = 99 });
        Assert.Equal("0", await Sequence());
        await Save(one => one with { Place = "The market" });
        Assert.Equal("1", await Sequence());
        await Save(one => one with { EndsAt = one.EndsAt + 3_600_000 });
        Assert.Equal("2", await Sequence());
    }

    [CalendarFact]
    public async Task Whatever_is_written_into_an_event_is_text_in_its_calendar()
    {
        await using var site = await EventSite.Start();
        foreach (var (i, text) in Helpers.Markup.All.Index().Where(one => one.Index % 10 == 0))
            await site.Add(site.Walk(name: $"{i} {text}") with { Place = text, AboutEn = text + "\nEND:VCALENDAR\nBEGIN:VEVENT" });
        using var visitor = site.App.Visitor();
        var events = await Read(await visitor.GetByteArrayAsync("/en/events.ics"));
        Assert.Equal(Helpers.Markup.All.Index().Count(one => one.Index % 10 == 0), events.Count);
        Harmless.Xml("events", await visitor.GetStringAsync("/en/events.atom"));
        Harmless.Json(await visitor.GetStringAsync("/fr/events.json"));
    }

    [Fact]
    public void Lines_are_folded_between_letters_and_read_together_again()
    {
        var text = string.Concat(Enumerable.Repeat("a夜é👮", 60));
        var bytes = new IcsWriter().Text("SUMMARY", text).ToBytes();
        Assert.All(Lines(bytes), line => Assert.InRange(line.Length, 1, 75));
        Assert.Equal($"SUMMARY:{text}\r\n", Encoding.UTF8.GetString(bytes).Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.Equal("a\\, b\\; c\\\\ d\\ne f", IcsWriter.Escape("a, b; c\\ d\r\ne\u0007f"));
    }

    private static IEnumerable<byte[]> Lines(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);

    private static async Task<Dictionary<string, Dictionary<string, JsonElement>>> Read(byte[] calendar)
    {
        var start = new ProcessStartInfo(Python, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        await python.StandardInput.BaseStream.WriteAsync(calendar);
        python.StandardInput.Close();
        var (read, wrong) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        Assert.Equal("", await wrong);
        return JsonSerializer.Deserialize<List<Dictionary<string, JsonElement>>>(await read)!.ToDictionary(one => one["UID"].GetString()!);
    }

    /// <summary>Needs the library; <c>tests/run.sh</c> installs it.</summary>
    private sealed class CalendarFactAttribute : FactAttribute
    {
        private static readonly Lazy<bool> Missing = new(() =>
        {
            if (!File.Exists(Python)) return true;
            using var python = Process.Start(new ProcessStartInfo(Python, ["-c", "import icalendar"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode != 0;
        });

        public CalendarFactAttribute() =>
            Skip = Missing.Value ? "There is no icalendar library of Python on this machine." : null;
    }
}
