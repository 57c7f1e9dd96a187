using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>What a connected system sent: the key that makes it repeatable, and a JSON object.</summary>
/// <param name="Hash">Of the body as it came, to tell a repetition from another request.</param>
public sealed record IngestRequest(string IdempotencyKey, string Hash, JsonElement Body)
{
    public const string KeyHeader = "Idempotency-Key";
    public const int LongestKey = 200;

    /// <summary>Room for a thousand cases with long subjects.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <exception cref="RefusedException">It cannot be read.</exception>
    public static async Task<IngestRequest> Read(HttpContext http)
    {
        var key = KeyOf(http.Request);
        RefuseOtherTypes(http.Request);
        var body = await ReadBody(http);
        return new IngestRequest(key, Convert.ToHexStringLower(SHA256.HashData(body)), Parse(body));
    }

    private static string KeyOf(HttpRequest request)
    {
        var sent = request.Headers[KeyHeader];
        return sent is [{ Length: > 0 and <= LongestKey } key] ? key : throw new RefusedException(
            StatusCodes.Status400BadRequest, "no-idempotency-key", "An Idempotency-Key is needed",
            $"Send one header {KeyHeader} of 1 to {LongestKey} characters: a new one for every new request, the same one to repeat it.");
    }

    private static void RefuseOtherTypes(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "application/json"
            && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && request.Headers.ContentEncoding.Count == 0) return;
        throw new RefusedException(
            StatusCodes.Status415UnsupportedMediaType, "not-json", "The body is not JSON",
            "Send Content-Type: application/json in UTF-8, not compressed.");
    }

    private static async Task<byte[]> ReadBody(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody) throw TooLarge();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestBody;
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (BadHttpRequestException e)
        {
            throw new RefusedException(e.StatusCode, "incomplete", "The body did not arrive", "The body was cut short or came too slowly.");
        }
    }

    private static RefusedException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large",
        $"A body has at most {LargestBody / 1024 / 1024} MB. Send fewer at once.");

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            // Checked apart: names that are no UTF-8 make the reader fail in other ways than it says.
            if (!Utf8.IsValid(body)) throw new JsonException();
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader's own words may quote the body, which may be personal: the place is enough.
            var place = e is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
                ? $" The mistake is in line {line + 1}, near byte {position + 1}." : "";
            throw new RefusedException(
                StatusCodes.Status400BadRequest, "malformed-json", "The body is not well-formed JSON",
                $"It could not be read as JSON in UTF-8 without repeated names.{place}");
        }
    }
}
