using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Staff;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveDashboard.Tests.Web;

/// <summary>Nobody who opens an address is left with an empty page; programs keep what they had.</summary>
public sealed class RefusalsTests : IAsyncLifetime
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    private StaffSite _site = null!;

    public async Task InitializeAsync() => _site = await StaffSite.Start(map: app =>
    {
        app.MapGet("/test/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/fr/test/fails", string () => throw new InvalidOperationException());
    });

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("/{0}/nothing/here")]
    [InlineData("/{0}/cases?n=99")]
    [InlineData("/{0}/cases?n=0")]
    [InlineData("/{0}/cases/C-2222-2222")]
    [InlineData("/{0}/forums/none")]
    [InlineData("/nothing")]
    [InlineData("/nothing.html")]
    [InlineData("/refused")]
    [InlineData("/f/000000/projector")]
    [InlineData("/f/000000/text")]
    public async Task What_is_not_there_is_one_page_in_the_language_of_the_address(string address)
    {
        foreach (var language in Language.All)
        {
            var there = string.Format(null, address, language.Code);
            var (answer, page) = await Ask(HttpMethod.Get, there, Browser, language.Code);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
            Assert.Equal(language.Code, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(language["missing.title"], page.QuerySelector("main h1")!.TextContent);
            Assert.Equal($"/{language.Code}", page.QuerySelector("main a")!.GetAttribute("href"));
            var other = Language.All.Single(one => one != language).Code;
            Assert.Equal(
                address.StartsWith("/{0}", StringComparison.Ordinal)
                    ? string.Format(null, address.Split('?')[0], other) : $"/{other}",
                page.QuerySelector("[data-language]")!.GetAttribute("href"));
        }
    }

    [Theory]
    [InlineData("/staff/nothing")]
    [InlineData("/staff/desk/none")]
    [InlineData("/staff/forums/none")]
    [InlineData("/staff/forums/none/questions")]
    public async Task Staff_find_their_way_back(string address)
    {
        using var browser = await _site.WithSession(await _site.Member("Ada", StaffRole.Admin));
        var answer = await browser.Get(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        var page = new HtmlParser().ParseDocument(answer.Text);
        Assert.Equal(Language.English["staff.refused.missing"], page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='/staff']"));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", Browser, "application/problem+json")]
    [InlineData("GET", "/data/nothing.json", Browser, null)]
    [InlineData("GET", "/openapi/nothing", Browser, null)]
    [InlineData("POST", "/live", Browser, "application/problem+json")]
    [InlineData("GET", "/css/nothing.css", "text/css,*/*;q=0.1", null)]
    [InlineData("GET", "/nothing.png", "image/avif,*/*;q=0.8", null)]
    [InlineData("GET", "/en/nothing", "application/json", null)]
    [InlineData("POST", "/f/000000/projector/seen?scene=x", "application/json", null)]
    [InlineData("POST", "/f/000000/ballot", "application/json", null)]
    public async Task Programs_get_the_bare_status(string method, string address, string accept, string? type)
    {
        using var visitor = _site.App.Visitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await visitor.SendAsync(request);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        if (type is null)
            Assert.DoesNotContain("<", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/en", 400, "refused.form.title")] // no form of ours
    [InlineData("POST", "/en/pulse", 403, "refused.form.title")] // from nowhere
    [InlineData("POST", "/nothing", 404, "missing.title")]
    [InlineData("DELETE", "/", 405, "refused.method.title")]
    [InlineData("GET", "/test/400", 400, "refused.form.title")]
    [InlineData("GET", "/test/403", 403, "refused.form.title")]
    [InlineData("GET", "/test/429", 429, "refused.often.title")]
    [InlineData("GET", "/test/500", 500, "error.title")]
    [InlineData("GET", "/test/503", 503, "refused.busy.title")]
    public async Task Every_refusal_says_what_to_do(string method, string address, int status, string title)
    {
        foreach (var language in Language.All)
        {
            var there = address.StartsWith("/en", StringComparison.Ordinal)
                ? $"/{language.Code}{address[3..]}" : address;
            var (answer, page) = await Ask(new HttpMethod(method), there, Browser, language.Code);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(language[title], page.QuerySelector("main h1")!.TextContent);
            Assert.NotEmpty(page.QuerySelector("main p")!.TextContent);
        }
    }

    [Fact]
    public async Task A_page_that_fails_says_so_in_its_language()
    {
        var (answer, page) = await Ask(HttpMethod.Get, "/fr/test/fails", Browser, "en");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(Language.French["error.title"], page.QuerySelector("main h1")!.TextContent);
    }

    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> Ask(
        HttpMethod method, string address, string accept, string language)
    {
        using var visitor = _site.App.Visitor();
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var answer = await visitor.SendAsync(request);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return (answer, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }
}
