using System.Net;
using System.Text.RegularExpressions;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Desk;

/// <summary>Cases that staff enter for somebody.</summary>
public sealed partial class EntryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_counts_from_when_it_was_said_and_its_slip_opens_the_case(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine); // 13:00 in London
        using var ada = (await desk.Somebody("Ada")).Browser;
        var form = CaseCode.NewForm();
        var answers = new List<FormAnswer>();
        for (var i = 0; i < 3; i++) answers.Add(await Enter(ada, form, day: "2026-06-07", time: "09:30"));
        var slip = Assert.Single(answers.Select(answer => Slip().Match(answer.Text).Value).Distinct());
        Assert.Equal(1, await desk.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Equal(DateTimeOffset.Parse("2026-06-07T08:30Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            await desk.Scalar<long>("SELECT received_at FROM case_clock"));
        Assert.Equal("desk", await desk.Scalar<string>("SELECT source FROM feedback_case"));
        Assert.Equal("phone", await desk.Scalar<string>("SELECT channel FROM case_detail"));
        Assert.Single(await desk.Staff.Audit(), entry => entry.Kind == AuditKind.CaseEntered);
        Assert.Empty(await desk.Differences());

        using var resident = desk.Staff.Browser();
        var code = Regex.Match(slip, "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
        var opened = await resident.Post("/en/case?handler=Open", FormBrowser.Fields(
            ("reference", (await desk.Scalar<string>("SELECT reference FROM case_detail"))!), ("code", code)));
        Assert.Equal("/en/case", opened.Location);
        Assert.Contains("The bell does not ring", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-10", "13:01", false), InlineData("2026-06-10", "13:00", true)] // 12:00 UTC is 13:00 in London
    [InlineData("2025-06-10", "12:59", false), InlineData("2025-06-10", "13:00", true)]
    [InlineData("2026-03-29", "01:30", false)] // the hour that was left out
    [InlineData("2026-02-30", "10:00", false), InlineData("", "", false)]
    public async Task The_moment_is_neither_ahead_nor_over_a_year_ago(string day, string time, bool taken)
    {
        await using var desk = await DeskSite.Start();
        using var ada = (await desk.Somebody("Ada")).Browser;
        var answer = await Enter(ada, CaseCode.NewForm(), day, time);
        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(taken ? 1 : 0, await desk.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        if (!taken) Assert.Contains("The bell does not ring", answer.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Both_wishes_about_the_name_are_kept(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        using var ada = (await desk.Somebody("Ada")).Browser;
        await Enter(ada, CaseCode.NewForm(), "2026-06-10", "10:00", ("name", "Grace Hopper"), ("hideStaff", "yes"));
        Assert.Equal(1, await desk.Scalar<long>("SELECT hidden_from_staff FROM case_sender"));
        Assert.Equal(0, await desk.Scalar<long>("SELECT hidden_from_public FROM case_sender"));
        var id = await desk.Scalar<string>("SELECT id FROM feedback_case");
        Assert.DoesNotContain("Grace Hopper", (await ada.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task What_is_about_staff_goes_where_the_one_who_enters_it_cannot_read_it(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        using var ada = (await desk.Somebody("Ada")).Browser;
        var slip = await Enter(ada, CaseCode.NewForm(), "2026-06-10", "10:00", ("aboutStaff", "yes"));
        Assert.Contains("The slip for the resident", slip.Text, StringComparison.Ordinal);
        var id = await desk.Scalar<string>("SELECT id FROM feedback_case");
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Get($"/staff/desk/{id}")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Templates_are_kept_by_name_and_language_and_recorded_without_their_text(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        using var ada = (await desk.Somebody("Ada")).Browser;
        Task<FormAnswer> Save(string name, string body, string id = "") => ada.Submit("/staff/desk/templates?handler=Save",
            FormBrowser.Fields(("id", id), ("name", name), ("language", "en"), ("body", body)));
        Assert.Equal(HttpStatusCode.Redirect, (await Save("Works office", "It is reported.")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Save("Works office", "Again.")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Save("", "Nameless.")).Status);
        var id = await desk.Scalar<string>("SELECT id FROM reply_template");
        await Save("Works office", "It is reported today.", id!);
        var caseId = await desk.Case();
        var used = await DeskSite.Act(ada, caseId, "Template", ("template", id!), ("body", "Good day."));
        Assert.Contains("Good day.\n\nIt is reported today.</textarea>", System.Net.WebUtility.HtmlDecode(used.Text), StringComparison.Ordinal);
        await ada.Submit("/staff/desk/templates?handler=Remove", FormBrowser.Fields(("id", id!)));
        Assert.Equal(0, await desk.Scalar<long>("SELECT COUNT(*) FROM reply_template"));
        Assert.Equal([AuditKind.TemplateRemoved, AuditKind.TemplateSaved, AuditKind.TemplateSaved],
            (await desk.Staff.Audit()).Where(one => one.Subject == "Works office").Select(one => one.Kind).Order());
    }

    private static Task<FormAnswer> Enter(
        FormBrowser browser, string form, string day, string time, params (string Name, string Value)[] more) =>
        browser.Submit("/staff/desk/new", FormBrowser.Fields(
        [
            ("form", form), ("kind", "concern"), ("text", "The bell does not ring"), ("channel", "phone"), ("language", "en"),
            ("day", day), ("time", time), .. more,
        ]));

    [GeneratedRegex("<dl>.*?</dl>", RegexOptions.Singleline)]
    private static partial Regex Slip();
}
