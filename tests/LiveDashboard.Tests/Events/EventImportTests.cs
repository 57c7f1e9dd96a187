using System.Text;
using System.Text.Json;
using LiveDashboard.Events.Importing;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Events;

public sealed class EventImportTests
{
    private static readonly string Barnet = Path.Combine(TestFolder.Repository, "..", "shared", "data", "events_barnet");
    private static readonly EventColumns Columns = new("date", "name", "place", "n");

    [RecordsTheory, OnSqlite, OnPostgres]
    public async Task The_Barnet_records_add_up_to_what_is_known_of_them(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Barnet, "truth.json")));
        var known = truth.RootElement;
        await using (var stream = File.OpenRead(Path.Combine(Barnet, "events_barnet.csv")))
        {
            var file = EventFile.Read(stream, new EventColumns("Event date", "Name", "Library name", "Attendees"), new DateOnly(2026, 6, 10));
            Assert.Equal(known.GetProperty("exact_duplicate_rows").GetInt32(), file.Copies.Count);
            Assert.Equal(known.GetProperty("attendees_zero").GetInt32(), file.Empty);
            Assert.Equal([2009, 2009, 2015, 2016, 2016], file.Apartness.Select(row => row.Day.Year).Order());
            Assert.Contains("Other Child 5+ / Other child 5+", file.Spellings);
            var taken = await site.App.Get<EventImport>().Run(InitiativeSite.By, file, "Barnet Libraries", Language.English, default);
            Assert.Equal((4312, 0, 0), (taken.Added, taken.Corrected, taken.Unchanged));
            var again = await site.App.Get<EventImport>().Run(InitiativeSite.By, file, "Barnet Libraries", Language.English, default);
            Assert.Equal((0, 0, 4312), (again.Added, again.Corrected, again.Unchanged));
        }
        using var visitor = site.App.Visitor();
        using var json = JsonDocument.Parse(await visitor.GetStringAsync("/data/lists/events.json"));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray()
            .Select(row => (Day: row.GetProperty("starts").GetString()!, Name: row.GetProperty("name_en").GetString()!,
                Place: row.GetProperty("place").GetString()!, People: row.GetProperty("attendance").GetInt64())).ToArray();
        Assert.Equal((known.GetProperty("rows").GetInt32(), known.GetProperty("attendees_total").GetInt64()), (rows.Length, rows.Sum(row => row.People)));
        Assert.Equal(
            (known.GetProperty("date_min").GetString(), known.GetProperty("date_max").GetString(), known.GetProperty("attendees_max").GetInt64()),
            (rows.Min(row => row.Day), rows.Max(row => row.Day), rows.Max(row => row.People)));
        foreach (var (property, by) in new (string, Func<(string Day, string Name, string Place, long People), string>)[]
        {
            ("per_month", row => row.Day[..7]), ("per_library", row => row.Place), ("top20_names", row => row.Name),
        })
        {
            var counted = rows.GroupBy(by).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(row => row.People)));
            foreach (var one in known.GetProperty(property).EnumerateObject())
                Assert.Equal((one.Value.GetProperty("events").GetInt32(), one.Value.GetProperty("attendees").GetInt64()), counted[one.Name]);
            if (property != "top20_names") Assert.Equal(known.GetProperty(property).EnumerateObject().Count(), counted.Count);
        }
        var page = await visitor.GetStringAsync("/en/events");
        Assert.Contains("Friday 11 October 2019", page, StringComparison.Ordinal);
        var seen = 0;
        for (string? next = "/en/events?before=9999999999999-"; next is not null; seen++)
        {
            page = await visitor.GetStringAsync(next.Replace("&amp;", "&", StringComparison.Ordinal));
            next = page.Split("rel=\"next\"")[0] is var before && before.Length < page.Length ? before.Split("href=\"")[^1].Split('"')[0] : null;
        }
        Assert.Equal((4312 + 59) / 60, seen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_taken_again_adds_what_is_new_and_corrects_what_differs(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        Assert.Equal((2, 0), await Take(site, "date,name,place,n\n2026-03-01,Walk,Here,5\n2026-03-01,Walk,Here,5\n"));
        Assert.Equal((1, 1), await Take(site, "date,name,place,n\n2026-03-01,Walk,Here,5\n2026-03-01,Walk,Here,7\n01/04/2026,Walk,Here,5\n"));
        using var visitor = site.App.Visitor();
        Assert.Contains(",2026-03-01,5,7,people,The imported records say another number now,Libraries,", await visitor.GetStringAsync("/data/corrections.csv"), StringComparison.Ordinal);
        Assert.Equal(17, Total(await visitor.GetStringAsync("/data/lists/events.json")));
    }

    [Theory]
    [InlineData("date,name,place,n\n2026-13-01,Walk,Here,4\n", "date", 2)]
    [InlineData("date,name,place,n\n2027-01-01,Walk,Here,4\n", "date", 2)]
    [InlineData("date,name,place,n\n2026-01-01,Walk,Here,4\n2026-01-01,Walk,Here,-4\n", "attendees", 3)]
    [InlineData("date,name,place,n\n2026-01-01,Walk,Here,\n", "attendees", 2)]
    [InlineData("date,name,place,n\n2026-01-01,,Here,4\n", "name", 2)]
    [InlineData("date,name,place,n\n2026-01-01,Walk,4\n", "columns", 2)]
    [InlineData("day,name,place,n\n2026-01-01,Walk,Here,4\n", "column", 1)]
    [InlineData("date,name,place,n\n", "nothing", 0)]
    public void What_is_wrong_with_a_file_is_named_by_its_line(string text, string problem, int line)
    {
        var refused = Assert.Throws<UnusableEventsException>(() => Read(text));
        Assert.Equal((problem, line), (refused.Problem, refused.Line));
    }

    private static EventFile Read(string text) =>
        EventFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Columns, new DateOnly(2026, 6, 10));

    private static async Task<(int Added, int Corrected)> Take(EventSite site, string text)
    {
        var taken = await site.App.Get<EventImport>().Run(InitiativeSite.By, Read(text), "Libraries", Language.English, default);
        return (taken.Added, taken.Corrected);
    }

    private static long Total(string list)
    {
        using var json = JsonDocument.Parse(list);
        return json.RootElement.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("attendance").GetInt64());
    }

    /// <summary>Needs the records, which are not shipped.</summary>
    private sealed class RecordsTheoryAttribute : TheoryAttribute
    {
        public RecordsTheoryAttribute() => Skip = File.Exists(Path.Combine(Barnet, "truth.json"))
            ? null : "The records of events in Barnet are not beside the checkout.";
    }
}
