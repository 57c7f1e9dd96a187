using System.Text.RegularExpressions;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Staff.Audit;

public sealed partial class AuditTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_done_is_found_by_person_kind_and_day(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var (ada, bob) = (await site.Member(), await site.Member("Bob", StaffRole.Viewer));
        using var browser = await site.SignedIn(ada);
        await browser.Submit("/staff/people?handler=Role", FormBrowser.Fields(("id", bob.Id), ("role", "host")));
        site.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await site.SignedIn(ada);
        await later.Submit("/staff/people?handler=Disable", FormBrowser.Fields(("id", bob.Id)));

        var changed = Assert.Single(await site.Audit(), entry => entry.Kind == AuditKind.RoleChanged);
        Assert.Equal(("Ada", "Bob", "viewer", "host"), (changed.Actor, changed.Subject, changed.Was, changed.Became));
        async Task<string[]> Kinds(string query) =>
            [.. Kind().Matches((await later.Get("/staff/audit?handler=Csv&" + query)).Text)
                .Select(match => match.Value)];
        Assert.Equal(["disabled", "role-changed", "joined"], (await Kinds("person=bob")).Except(["invited"]));
        Assert.Equal(["role-changed"], await Kinds("kind=role-changed"));
        Assert.Equal(["disabled"], await Kinds("person=bob&from=2026-06-11&to=2026-06-11"));
        Assert.Empty(await Kinds("from=2026-06-12"));
        Assert.Contains("Role changed", (await later.Get("/staff/audit?person=Bob")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_file_a_name_is_no_formula()
    {
        await using var site = await StaffSite.Start();
        await site.Member("=HYPERLINK(1)", StaffRole.Viewer);
        using var browser = await site.SignedIn(await site.Member());
        var file = await browser.Get("/staff/audit?handler=Csv");
        Assert.Equal("text/csv; charset=utf-8", file.Message.Content.Headers.ContentType!.ToString());
        Assert.Contains("'=HYPERLINK(1)", file.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[,\"]=HYPER", file.Text);
    }

    [Fact]
    public void Nothing_in_the_program_changes_or_removes_an_entry() => Assert.Empty(
        from file in SourceFiles.Program
        where Changes().IsMatch(file.Text)
        select file.Name);

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_not_done_is_not_recorded(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var ada = await site.Member();
        var before = (await site.Audit()).Count;
        Assert.False(await site.App.Get<MemberStore>()
            .Enable(Actor.Console, await site.Find(ada), CancellationToken.None));
        Assert.Equal(before, (await site.Audit()).Count);
    }

    [GeneratedRegex("(?<=,)(joined|invited|disabled|role-changed|signed-in)(?=,)")]
    private static partial Regex Kind();

    [GeneratedRegex(@"(UPDATE\s+|DELETE\s+FROM\s+)staff_audit")]
    private static partial Regex Changes();
}
