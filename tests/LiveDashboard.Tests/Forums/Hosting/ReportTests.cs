using LiveDashboard.Forums.Hosting;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Hosting;

/// <summary>What is left of a forum when it has ended.</summary>
public sealed class ReportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_report_holds_revealed_rounds_and_no_rehearsal(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        await site.Press(ada, "Rehearse", ("on", "true"));
        await Run(site, ada, "A rehearsed one", reveal: true);
        await site.Press(ada, "Rehearse", ("on", "false"));
        await Run(site, ada, "A shown one", reveal: true);
        await Run(site, ada, "A hidden one", reveal: false);
        var back = await Run(site, ada, "A taken back one", reveal: true);
        await site.Press(ada, "Hide", ("poll", back));
        var path = $"/en/forums/{(await site.Forum()).Slug}";
        using (var visitor = site.Staff.App.Visitor())
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode); // not before it has ended
        await site.Press(ada, "End");
        foreach (var seen in new[] { await site.Text(path), await site.Text(path + "?handler=Csv"), (await ada.Get($"{site.Console}/report")).Text })
        {
            Assert.Contains("A shown one", seen, StringComparison.Ordinal);
            foreach (var absent in new[] { "A rehearsed one", "A hidden one", "A taken back one" })
                Assert.DoesNotContain(absent, seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_file_holds_no_formula_and_no_count_of_few()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        await Run(site, ada, "=1+1", reveal: true, options: "@SUM(A1)\n-2\nplain");
        await Run(site, ada, "Few", reveal: true, votes: 3);
        await site.Press(ada, "End");
        var file = await site.Text($"/en/forums/{(await site.Forum()).Slug}?handler=Csv");
        Assert.DoesNotContain("\n=", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",@", file, StringComparison.Ordinal);
        Assert.Contains("'=1+1", file, StringComparison.Ordinal);
        Assert.Contains("'@SUM(A1)", file, StringComparison.Ordinal);
        var few = Assert.Single(file.Split("\r\n"), line => line.StartsWith("Few", StringComparison.Ordinal));
        Assert.DoesNotContain(",3,", few, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_counted_in_the_room_stands_beside_the_phones_until_the_reveal(Engine engine)
    {
        await using var site = await HostSite.Start(engine);
        using var ada = await site.Host();
        await site.Press(ada, "Begin");
        var poll = await site.Open(ada);
        await site.Vote(poll, 6, 2);
        await site.Press(ada, "Count", ("poll", poll), ("source", HandCounts.Hands), ("n-1", "31"), ("n-2", "12"));
        await site.Press(ada, "Count", ("poll", poll), ("source", HandCounts.Hands), ("n-1", "33"), ("n-2", "12"));
        await site.Press(ada, "Close", ("poll", poll));
        await site.Press(ada, "Reveal", ("poll", poll));
        var late = await site.Press(ada, "Count", ("poll", poll), ("source", HandCounts.Paper), ("n-1", "50"));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, late.Status);
        var seen = await site.Text($"/f/{await site.Code()}/projector");
        Assert.Contains("Raised hands", seen, StringComparison.Ordinal);
        Assert.Contains("A 33", seen, StringComparison.Ordinal);
        Assert.Contains("6 answers from phones", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper", seen, StringComparison.Ordinal);
    }

    private static async Task<string> Run(
        HostSite site, FormBrowser host, string title, bool reveal, string options = "Early\nLate", int votes = 6)
    {
        var poll = await site.Open(host, options, title);
        await site.Vote(poll, votes, 2);
        await site.Press(host, "Close", ("poll", poll));
        if (reveal) await site.Press(host, "Reveal", ("poll", poll));
        return poll;
    }
}
