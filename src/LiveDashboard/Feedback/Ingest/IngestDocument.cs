using System.Text.Json.Nodes;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Web;
using Microsoft.OpenApi;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>The way in as the interface's document describes it: its limits are those that the code checks.</summary>
public static class IngestDocument
{
    private static readonly (int Status, string Means, string[] Headers)[] Refused =
    [
        (400, "No Idempotency-Key, or no well-formed JSON.", []),
        (401, "No good key: unknown, expired or revoked.", ["WWW-Authenticate"]),
        (403, "The key lacks the scope.", ["WWW-Authenticate"]),
        (413, "The body is too large.", []),
        (415, "The body is not application/json.", []),
        (429, "Too many requests of this key, or without a good key from this address. Nothing was written.", ["Retry-After"]),
        (503, "Nothing can be written now: type says why. Repeat with the same Idempotency-Key.", ["Retry-After"]),
    ];

    public static void DescribeCases(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Add cases")
        .WithDescription(
            $"One to {Incoming.MostCases} cases, all or none. A category or area of a new name becomes an entry of the provider's "
            + "public list. Names are public, subjects are not.")
        .ProducesValidationProblem(StatusCodes.Status409Conflict)
        .Describe(operation =>
        {
            operation.RequestBody = Body(
                Object("cases", List(Incoming.MostCases, Case())),
                """
                { "cases": [ { "externalId": "2026-0417", "kind": "concern", "receivedAt": "2026-11-21T09:30:00+00:00",
                               "category": "Street lights", "area": "Northgate", "subject": "Lamp out at the bridge" } ] }
                """);
            Answer(
                operation, "The cases were added, durably; their ids are in the order of the request.",
                Object("cases", List(Incoming.MostCases, Object(("externalId", Text("As it was sent.")), ("id", Text("Of the case."))))),
                """{ "cases": [ { "externalId": "2026-0417", "id": "kX0cJ3n1l0aYb2Tq5m7W9g" } ] }""");
            operation.Explain(409, "Some cases are known already: errors names them, known gives their ids. Nothing was written.");
        });

    public static void DescribeEvents(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Add what happened to a case")
        .WithDescription(
            $"One to {Incoming.MostEvents} events, all or none, in any order. The first replied stops the clock: a message of a "
            + "person that the resident can read. acknowledged and noted never do.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .Describe(operation =>
        {
            operation.Parameters!.Single(parameter => parameter.Name == "id").Description = "The case's id, as it was answered.";
            operation.RequestBody = Body(
                Object("events", List(
                    Incoming.MostEvents,
                    Object(("kind", OneOf(Incoming.EventKinds)), ("at", Time("When it happened, not before the case was received."))))),
                """{ "events": [ { "kind": "replied", "at": "2026-11-21T11:05:00+00:00" } ] }""");
            Answer(
                operation, "The events were added, durably.",
                Object(("id", Text("Of the case.")), ("added", new OpenApiSchema { Type = JsonSchemaType.Integer })),
                """{ "id": "kX0cJ3n1l0aYb2Tq5m7W9g", "added": 1 }""");
            operation.Explain(404, "The source of this key has no such case.");
        });

    /// <param name="most">How many readings a request may have.</param>
    public static void DescribeReadings(this RouteHandlerBuilder endpoint, int most) => endpoint
        .WithSummary("Add or correct readings of a metric")
        .WithDescription(
            $"One to {most} readings, all or none, each of a period and a value; of a mean also over how many. A period that has a "
            + "reading gets a further version, which needs a reason and is public. What looks wrong (ten times the period before, "
            + "below zero) is refused until it is sent with confirmed: true.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .Describe(operation =>
        {
            operation.Parameters!.Single(parameter => parameter.Name == "id").Description =
                "The metric's id: the end of the address of its page for staff.";
            var number = new OpenApiSchema { Type = JsonSchemaType.Number };
            var flag = new OpenApiSchema { Type = JsonSchemaType.Boolean };
            operation.RequestBody = Body(
                Object("readings", List(most, With(
                    Object(("period", Text("2026-03, 2026-Q1 or 2026.", 20)), ("value", number)),
                    ("over", number), ("part", Text("Of a period that comes in parts.", 80)), ("source", Text("Public.", 200)),
                    ("note", Text("Public.", 200)), ("reason", Text("Of a correction, public.", 200)), ("withdrawn", flag), ("confirmed", flag)))),
                """{ "readings": [ { "period": "2026-10", "value": 12.5, "source": "log book" } ] }""");
            Answer(
                operation, "The readings were taken, durably; what became of each is in the order of the request.",
                Object(("readings", List(most, OneOf(["added", "corrected", "unchanged"])))), """{ "readings": [ "added" ] }""");
            operation.Explain(404, "There is no such metric.");
            operation.Explain(409, "The initiative is over, or another request was quicker. Nothing was written.");
        });

    private static void Describe(this RouteHandlerBuilder endpoint, Action<OpenApiOperation> describe)
    {
        foreach (var (status, _, _) in Refused) endpoint.ProducesProblem(status);
        endpoint.Produces(StatusCodes.Status201Created).ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], new OpenApiParameter
            {
                Name = IngestRequest.KeyHeader,
                In = ParameterLocation.Header,
                Required = true,
                Description = "A new one for every new request; the same one to repeat it and be given the same answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IngestRequest.LongestKey },
                Example = "2026-11-21-batch-17",
            }];
            operation.Security = [new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(ApiDocument.Key, context.Document)] = [],
            }];
            foreach (var (status, means, headers) in Refused) operation.Explain(status, means, headers);
            operation.Explain(422, "Something in the request cannot be: errors names it by its place. "
                + "Or the Idempotency-Key was used before for another request.");
            describe(operation);
            return Task.CompletedTask;
        });
    }

    private static OpenApiRequestBody Body(OpenApiSchema schema, string example) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = ApiDocument.Json(schema, example) },
    };

    private static void Answer(OpenApiOperation operation, string means, OpenApiSchema schema, string example)
    {
        operation.Explain(201, means, AnsweredOnce.ReplayedHeader);
        ((OpenApiResponse)operation.Responses!["201"]).Content =
            new Dictionary<string, OpenApiMediaType> { ["application/json"] = ApiDocument.Json(schema, example) };
    }

    private static OpenApiSchema Case() => With(
        Object(
            ("externalId", Text("Its number in your system, once per source.", CaseText.LongestId)),
            ("kind", OneOf(CaseKind.All)),
            ("receivedAt", Time("When the resident sent or said it."))),
        ("category", Text("What it is about.", CaseText.LongestName)),
        ("area", Text("Where, never finer than a neighbourhood.", CaseText.LongestName)),
        ("subject", Text("For staff only.", CaseText.LongestSubject)),
        ("repliedAt", Time("The first reply of a person, if there was one.")));

    private static OpenApiSchema Object(string name, OpenApiSchema value) => Object((name, value));

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Value)[] needed) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = needed.ToDictionary(one => one.Name, IOpenApiSchema (one) => one.Value),
        Required = needed.Select(one => one.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema With(OpenApiSchema schema, params (string Name, OpenApiSchema Value)[] optional)
    {
        foreach (var (name, value) in optional) schema.Properties![name] = value;
        return schema;
    }

    private static OpenApiSchema List(int most, OpenApiSchema of) =>
        new() { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = most, Items = of };

    private static OpenApiSchema Text(string description, int? longest = null) =>
        new() { Type = JsonSchemaType.String, Description = description, MaxLength = longest };

    private static OpenApiSchema Time(string description) =>
        new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    private static OpenApiSchema OneOf(IEnumerable<string> values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };
}
