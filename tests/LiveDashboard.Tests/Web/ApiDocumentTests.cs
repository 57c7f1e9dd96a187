using System.Net;
using System.Text.Json;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace LiveDashboard.Tests.Web;

/// <summary>The interface's document says what there is, and what it says is so.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public async Task It_is_OpenAPI_3_1_without_a_mistake()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var text = await visitor.GetStringAsync(ApiDocument.Path);
        Assert.StartsWith("3.1.", JsonElement.Parse(text).GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);

        var operations = read.Document!.Paths.SelectMany(path => path.Value.Operations!, (path, operation) => (Path: path, Is: operation.Value)).ToList();
        Assert.Equal(operations.Count, operations.Select(operation => operation.Is.OperationId).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEqual("", operation.Is.Summary ?? "");
            Assert.NotEqual("", operation.Is.Description ?? "");
            Assert.All(operation.Is.Responses!, answer => Assert.NotEqual("", answer.Value.Description ?? ""));
            Assert.All(
                operation.Is.Responses!.Where(answer => answer.Key[0] is '4' or '5'),
                answer => Assert.Equal("application/problem+json", Assert.Single(answer.Value.Content!).Key));
        });
        Assert.All(References(JsonElement.Parse(text)), reference => Assert.True(Resolves(text, reference), reference));
    }

    [Fact]
    public async Task Every_route_of_the_interface_is_in_it()
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        var paths = JsonElement.Parse(await visitor.GetStringAsync(ApiDocument.Path)).GetProperty("paths");
        var described = paths.EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, method) => $"{method.Name.ToUpperInvariant()} {path.Name}").Order();
        var routes = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => (Path: $"/{route.RoutePattern.RawText!.Replace("{**", "{", StringComparison.Ordinal).Trim('/')}", Methods: route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(route => route.Path.StartsWith("/api/v1/", StringComparison.Ordinal) && route.Path != ApiDocument.Path)
            .SelectMany(route => route.Methods, (route, method) => $"{method} {route.Path}").Distinct().Order();
        Assert.Equal(routes, described);
        Assert.Equal(6, described.Count());
    }

    [Fact]
    public async Task Its_examples_work_and_its_key_is_asked_for()
    {
        await using var crm = await ConnectedSystem.Start(Engine.Sqlite);
        using var visitor = crm.App.Visitor();
        var paths = JsonElement.Parse(await visitor.GetStringAsync(ApiDocument.Path)).GetProperty("paths");
        crm.Clock.MoveTo(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)); // after the examples' times
        var now = await crm.With("crm");
        var added = await now.Post("/api/v1/cases", Example(paths, "/api/v1/cases"));
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(
            HttpStatusCode.Created,
            (await now.Post($"/api/v1/cases/{added.Ids[0]}/events", Example(paths, "/api/v1/cases/{id}/events"))).Status);
        Assert.All(["/api/v1/cases", "/api/v1/cases/{id}/events", "/api/v1/metrics/{id}/readings"], path => Assert.Equal(
            ApiDocument.Key, paths.GetProperty(path).GetProperty("post").GetProperty("security")[0].EnumerateObject().Single().Name));
    }

    [Theory, InlineData("/api/none"), InlineData("/api/v1/cases"), InlineData("/api/v1/cases/x/events"), InlineData("/api/v1/boards/none")]
    public async Task What_is_not_there_is_a_problem_and_no_page(string address)
    {
        await using var app = await DashboardApp.Start();
        using var visitor = app.Visitor();
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await visitor.GetAsync(address);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    private static string Example(JsonElement paths, string path) => paths.GetProperty(path).GetProperty("post")
        .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();

    private static IEnumerable<string> References(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(member =>
            member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Resolves(string document, string reference)
    {
        var part = JsonElement.Parse(document);
        return reference.Split('/') is ["#", .. var names] && names.All(name => part.TryGetProperty(name, out part));
    }
}
