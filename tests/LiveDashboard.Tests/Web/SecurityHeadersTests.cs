using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;

namespace LiveDashboard.Tests.Web;

public sealed class SecurityHeadersTests : IAsyncLifetime
{
    private DashboardApp _app = null!;

    public async Task InitializeAsync() => _app = await DashboardApp.Start(map: app =>
    {
        app.MapGet("/test/fails", string () => throw new InvalidOperationException());
        app.MapGet("/test/full", string () => throw new WriteLaneFullException());
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/", "")]
    [InlineData("/en", "text/html")]
    [InlineData("/fr/method", "text/html")]
    [InlineData("/en/no/such/page", "text/html")]
    [InlineData("/css/base.css", "")]
    [InlineData("/api/v1/boards/home", "")]
    [InlineData("/api/v1/boards/none", "")]
    [InlineData("/api/v1/boards/home?lang=tlh", "")]
    [InlineData("/data/home.json", "")]
    [InlineData("/health/live", "")]
    [InlineData("/health/ready", "")]
    [InlineData("/live", "")]
    [InlineData("/test/fails", "")]
    [InlineData("/test/fails", "text/html")]
    [InlineData("/test/full", "")]
    public async Task Every_answer_carries_them(string address, string accept)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = _app.Address };
        if (accept.Length > 0) visitor.DefaultRequestHeaders.Add("Accept", accept);
        using var answer = await visitor.GetAsync(address);

        string Header(string name) =>
            answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "none";
        var policy = Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        // Open data may be read by any page; nothing else.
        Assert.Equal(
            address.StartsWith("/data/", StringComparison.Ordinal) ? "cross-origin" : "same-origin",
            Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("geolocation=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"), "The server's make is nobody's business.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/html")]
    public async Task A_failure_tells_nothing_about_the_inside(string accept)
    {
        using var visitor = _app.Visitor();
        if (accept.Length > 0) visitor.DefaultRequestHeaders.Add("Accept", accept);
        using var answer = await visitor.GetAsync("/test/fails");
        Assert.Equal(500, (int)answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
