using System.Net;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>What staff see of the queue, and the file of its decisions.</summary>
public sealed class QueueTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_queue_complains_after_three_days_and_shows_no_words_to_who_may_not_decide(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed("Xylophonweg");
        site.Clock.Advance(TimeSpan.FromDays(3));
        Assert.DoesNotContain("more than 3 days", await Queue(site), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await Queue(site);
        Assert.Contains("1 case has waited for more than 3 days.", page, StringComparison.Ordinal);
        Assert.Contains("Xylophonweg", page, StringComparison.Ordinal);
        using var eye = await site.Moderator("Eve", StaffRole.Viewer);
        var seen = (await eye.Get("/staff/moderation")).Text;
        Assert.Contains(receipt.Reference, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Xylophonweg", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await eye.Get("/staff/moderation?handler=Csv")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_record_of_decisions_is_a_file_without_formulas(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator("=cmd|'/c calc'!A0");
        var (receipt, _) = await site.Closed();
        await PublicationSite.Review(mo, receipt.Reference, ("web", "refused"), ("reason", "other"), ("note", "@SUM(1+1)"));
        var answer = await mo.Get("/staff/moderation?handler=Csv");
        Assert.Equal("text/csv", answer.Message.Content.Headers.ContentType!.MediaType);
        var line = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.Contains($",{receipt.Reference},web,refused,other,", line, StringComparison.Ordinal);
        Assert.Contains("'@SUM(1+1)", line, StringComparison.Ordinal);
        Assert.Contains("'=cmd|", line, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("/staff/confirm", (await mo.Get("/staff/moderation?handler=Csv")).Location, StringComparison.Ordinal);
    }

    private static async Task<string> Queue(PublicationSite site)
    {
        using var mo = await site.Moderator();
        return (await mo.Get("/staff/moderation")).Text;
    }
}
