using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// A connected system that sends cases without a pause, some at once, until it is stopped or the program is gone. It
/// remembers what was confirmed; what was not is not sent again.
/// </summary>
public sealed class IngestLoad : IDisposable
{
    private const int AtOnce = 4;
    private readonly HttpClient _http;
    private readonly string _run = Guid.NewGuid().ToString("n")[..8];
    private readonly ConcurrentBag<string> _confirmed = [];
    private readonly ConcurrentQueue<string> _refused = [];
    private readonly Task _sending;
    private volatile bool _stop;

    public IngestLoad(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _sending = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(Send));
    }

    /// <summary>How many were confirmed until now.</summary>
    public int Stored => _confirmed.Count;

    /// <summary>The problems that were answered with 503, by their types, in their order.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>Waits until it holds, while cases are sent.</summary>
    public async Task Until(Func<bool> holds)
    {
        await Eventually.Holds(() => Task.FromResult(holds() || _sending.IsCompleted));
        if (_sending.IsFaulted) await _sending;
        Assert.True(holds(), "The program was gone before.");
    }

    /// <summary>Ends when the program does; what was confirmed until then.</summary>
    public async Task<IReadOnlyCollection<string>> Confirmed()
    {
        await _sending.WaitAsync(TimeSpan.FromMinutes(1));
        return _confirmed;
    }

    /// <summary>Sends no more; what was confirmed.</summary>
    public Task<IReadOnlyCollection<string>> Stop()
    {
        _stop = true;
        return Confirmed();
    }

    public void Dispose()
    {
        _stop = true;
        _http.Dispose();
    }

    private async Task Send(int lane)
    {
        for (var number = 0; !_stop; number++)
        {
            var id = $"{_run}-{lane}-{number}";
            try
            {
                using var request = Request(id);
                using var answer = await _http.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    _confirmed.Add(id);
                    await Task.Delay(5); // a disk in memory would take so many that counting them again takes long
                }
                else if (answer.StatusCode != HttpStatusCode.TooManyRequests) await Note(answer);
            }
            catch (Exception e) when (e is HttpRequestException or ObjectDisposedException)
            {
                return; // gone
            }
        }
    }

    private async Task Note(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {problem}");
        if (JsonElement.Parse(problem).GetProperty("type").GetString() is { } type)
        {
            Assert.NotNull(answer.Headers.RetryAfter);
            _refused.Enqueue(type.Split(':')[^1]);
        }
        await Task.Delay(20); // sooner than Retry-After, and no storm
    }

    private static HttpRequestMessage Request(string id)
    {
        var received = DateTimeOffset.UtcNow.AddMinutes(-1);
        var body = JsonSerializer.Serialize(
            new { cases = new[] { new { externalId = id, kind = "concern", receivedAt = received } } });
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }
}
