using System.Net;
using AngleSharp.Html.Parser;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Web;

/// <summary>The files of the pages, which lie at the root of the repository: an SDK once served them empty.</summary>
public sealed class StaticFilesTests
{
    [Fact]
    public async Task Every_file_that_the_home_page_names_is_there_with_its_type()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var page = new HtmlParser().ParseDocument(await visitor.GetStringAsync("/en"));
        var addresses = page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!)
            .Concat(page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(link => link.GetAttribute("href")!)).ToArray();
        Assert.True(addresses.Length >= 8);
        Assert.Contains(addresses, address => System.Text.RegularExpressions.Regex.IsMatch(address, @"\.[a-z0-9]{10}\.css$")); // fingerprinted

        foreach (var address in addresses)
        {
            var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var type = Path.GetExtension(address) switch { ".css" => "text/css", ".js" => "text/javascript", _ => "image/svg+xml" };
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 100, $"{address} is empty");
        }
    }
}
