using System.Net;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Send;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Send;

/// <summary>The form as a browser without script goes through it.</summary>
public sealed class SendTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_resident_without_script_sends_a_message_and_is_given_its_codes(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine, "--Provider:EmergencyNumber", "112");
        using var resident = new Resident(site, "en");
        Assert.Contains("tel:112", await resident.Begin(), StringComparison.Ordinal);
        await resident.Next(("kind", "question"));
        await resident.Next(("text", "When is the next walk?\nAnd where?"));
        await resident.Next(("place", "Mill Lane"));
        await resident.Next(("name", "Sam Hill"), ("hidePublic", "yes"), ("contact", "sam@example.org"));
        var check = resident.Page;
        Assert.Contains("When is the next walk?", check.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam Hill", check.QuerySelector(".public")!.TextContent, StringComparison.Ordinal);
        await resident.Next();
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        var codes = resident.Page.QuerySelectorAll(".stub dd").Select(code => code.TextContent).ToArray();
        Assert.Matches("^[0-9A-Z]{2}-[0-9A-Z]{3}$", codes[0]);
        Assert.Matches("^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$", codes[1]);
        Assert.EndsWith($"/en/case#{codes[0]}.{codes[1]}", resident.Page.QuerySelector("[data-copy]")!.GetAttribute("data-copy"),
            StringComparison.Ordinal);
        Assert.Equal("When is the next walk?\nAnd where?", await site.Scalar<string>("SELECT body FROM case_text"));
        Assert.Equal("Mill Lane/en/web/desk", await site.Scalar<string>("SELECT place || '/' || language || '/' || channel || '/' || queue FROM case_detail"));
        Assert.Equal("Sam Hill/sam@example.org/1/0", await site.Scalar<string>(
            "SELECT name || '/' || contact || '/' || hidden_from_public || '/' || hidden_from_staff FROM case_sender"));
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task Sending_again_shows_the_same_receipt_and_makes_no_second_case()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Fill("concern", "The lamp is out");
        var last = resident.Fields();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => resident.Browser.Post("/en/send", last)));
        Assert.Single(receipts.Select(receipt => Codes(receipt.Text)).Distinct());
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        var changed = last.Select(field => field.Key == "text" ? new(field.Key, "Both lamps are out") : field);
        var told = (await resident.Browser.Post("/en/send", changed)).Text;
        Assert.Contains("An earlier version had arrived", told, StringComparison.Ordinal);
        Assert.Equal(Codes(receipts[0].Text), Codes(told));
    }

    [Theory]
    [InlineData("suspicious", "", "restricted", "concern"), InlineData("concern", "yes", "independent", "concern")]
    [InlineData("praise", "", "desk", "praise"), InlineData("suggestion", "", "desk", "suggestion")]
    public async Task What_is_chosen_decides_who_looks_after_it(string chosen, string aboutStaff, string queue, string kind)
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "fr");
        await resident.Fill(chosen, "Une camionnette sans phares", aboutStaff);
        await resident.Next();
        Assert.Equal($"{queue}/fr", await site.Scalar<string>("SELECT queue || '/' || language FROM case_detail"));
        Assert.Equal(kind, await site.Scalar<string>("SELECT case_kind FROM case_clock"));
        Assert.Equal("Message reçu", resident.Page.QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_written_stays()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Begin();
        await resident.Next();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, resident.Status);
        Assert.Equal("#kind", resident.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        await resident.Next(("kind", "concern"));
        await resident.Next(("text", "  "), ("aboutStaff", "yes"));
        Assert.Equal("true", resident.Page.QuerySelector("#text")!.GetAttribute("aria-invalid"));
        Assert.NotNull(resident.Page.QuerySelector("[name=aboutStaff][checked]"));
        await resident.Next(("text", new string('x', 4001)));
        Assert.Equal(4001, resident.Page.QuerySelector("#text")!.TextContent.Length);
        await resident.Next(("text", "ok\u0007then"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, resident.Status);
        var answer = await resident.Browser.Post("/en/send", resident.Fields(("text", "ok\0then")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        await resident.Next(("text", "It is dark"));
        Assert.Equal("where", resident.Page.QuerySelector("main")!.GetAttribute("data-step"));
    }

    [Fact]
    public async Task Back_and_the_other_language_lose_nothing()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Fill("concern", "The lamp is out");
        await resident.Go("text");
        Assert.Equal("The lamp is out", resident.Page.QuerySelector("#text")!.TextContent);
        await resident.Go("text", "/fr/send");
        Assert.Equal("fr", resident.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("The lamp is out", resident.Page.QuerySelector("#text")!.TextContent);
    }

    [Fact]
    public async Task What_tells_who_somebody_is_is_warned_of_before_it_is_sent()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Fill("concern", "Call me at 020 7946 0018, 14 Mill Lane");
        Assert.Equal(["A phone number", "A house number"],
            resident.Page.QuerySelectorAll(".warn li").Select(mark => mark.TextContent).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_step_cannot_be_skipped()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Begin();
        var answer = await resident.Browser.Post("/en/send",
            resident.Fields().Where(field => field.Key != "step").Append(new("step", "check")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
    }

    [Fact]
    public async Task A_network_that_sends_too_often_keeps_its_text_and_is_told_when()
    {
        await using var site = await ResidentSite.Start();
        using var resident = new Resident(site, "en");
        await resident.Fill("concern", "The lamp is out");
        for (var i = 0; i < SendLimit.PerMinute; i++) await resident.Browser.Post("/en/send", resident.Fields());
        var refused = await resident.Browser.Post("/en/send", resident.Fields());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.True(refused.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("The lamp is out", refused.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("https://evil.example", null), InlineData("null", null), InlineData(null, "cross-site")]
    public async Task A_foreign_page_cannot_send(string? origin, string? site)
    {
        await using var residents = await ResidentSite.Start();
        using var resident = new Resident(residents, "en");
        await resident.Fill("concern", "The lamp is out");
        if (origin is not null) resident.Browser.Headers["Origin"] = origin;
        if (site is not null) resident.Browser.Headers["Sec-Fetch-Site"] = site;
        Assert.Equal(HttpStatusCode.Forbidden, (await resident.Browser.Post("/en/send", resident.Fields())).Status);
        Assert.Equal(0, await residents.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
    }

    private static string Codes(string page) => string.Join(' ',
        new HtmlParser().ParseDocument(page).QuerySelectorAll(".stub dd").Select(code => code.TextContent));
}
