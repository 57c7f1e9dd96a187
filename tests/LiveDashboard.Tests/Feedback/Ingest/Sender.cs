using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiveDashboard.Tests.Feedback.Ingest;

/// <summary>
/// A connected system that does as docs/ingest.md says: a new key for every request, and the same request with the same
/// key until an answer comes. It remembers outside the program what was acknowledged.
/// </summary>
public sealed class Sender(Uri server, string secret, string name)
{
    private readonly ConcurrentDictionary<string, string> _cases = new();
    private readonly ConcurrentBag<string> _replied = [];
    private int _sent;

    /// <summary>The program's ids of acknowledged cases, by ours.</summary>
    public IReadOnlyDictionary<string, string> Cases => _cases;

    /// <summary>The program's ids of cases whose reply was acknowledged.</summary>
    public IReadOnlyCollection<string> Replied => _replied;

    /// <summary>How many requests were acknowledged.</summary>
    public int Answered => _cases.Count + _replied.Count;

    /// <summary>A case, then its reply, and so on until it is told to stop; what is under way then is finished.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        while (!stop.IsCancellationRequested)
        {
            var ours = string.Create(CultureInfo.InvariantCulture, $"{name}-{_sent++}");
            var now = DateTimeOffset.UtcNow.ToString("o");
            var added = await UntilAnswered(http, "/api/v1/cases", ours,
                $$"""{"cases":[{"externalId":"{{ours}}","kind":"concern","receivedAt":"{{now}}","area":"North"}]}""");
            var id = added.GetProperty("cases")[0].GetProperty("id").GetString()!;
            _cases[ours] = id;
            await UntilAnswered(http, $"/api/v1/cases/{id}/events", $"{ours} reply",
                $$"""{"events":[{"kind":"replied","at":"{{now}}"}]}""");
            _replied.Add(id);
        }
    }

    private static async Task<JsonElement> UntilAnswered(HttpClient http, string path, string key, string body)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                };
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode == HttpStatusCode.Created) return JsonElement.Parse(text);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                // Killed meanwhile: whether it was written, only the next answer tells.
            }
            await Task.Delay(50);
        }
    }
}
