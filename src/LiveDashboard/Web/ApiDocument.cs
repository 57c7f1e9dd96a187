using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace LiveDashboard.Web;

/// <summary>The description of the interface for machines (OpenAPI 3.1), made from the routes themselves.</summary>
public static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    /// <summary>Everything under it answers in JSON, also when it refuses.</summary>
    public const string Root = "/api";

    /// <summary>The name of the security scheme.</summary>
    public const string Key = "key";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(api =>
    {
        api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        api.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "LiveDashboard",
                Version = "1",
                Description = "Read the live figures, and send cases from another system. Every refusal is a problem of RFC 9457 "
                    + "(application/problem+json) whose type, urn:livedashboard:problem:…, does not change.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "ldk_ID_SECRET",
                Description = "A key made with the command: key create.",
            });
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(Path);
        app.MapFallback(Root + "/{**rest}", () => TypedResults.Problem(Problems.Of(
            StatusCodes.Status404NotFound, "no-such-address", "There is nothing here",
            $"There is no such address, or not with this method. {Path} lists what there is."))).ExcludeFromDescription();
    }

    /// <summary>Says what an answer means, and that it carries headers.</summary>
    public static void Explain(this OpenApiOperation operation, int status, string description, params ReadOnlySpan<string> headers)
    {
        var answer = (OpenApiResponse)operation.Responses![status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        answer.Description = description;
        foreach (var header in headers)
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers[header] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }

    /// <summary>A JSON body with its schema and an example.</summary>
    public static OpenApiMediaType Json(IOpenApiSchema schema, string example) =>
        new() { Schema = schema, Example = JsonNode.Parse(example) };
}
