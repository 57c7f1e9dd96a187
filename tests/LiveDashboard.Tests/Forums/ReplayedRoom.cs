using System.Collections.Concurrent;
using System.Net;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums;

/// <summary>The poll of a comment, and what its forum is joined with.</summary>
public sealed record ReplayedPoll(string Code, string PollId);

/// <summary>
/// The program, killed once in every part of a replay, and the phones of a conversation, each of which sends again what it has no
/// answer to.
/// </summary>
public sealed class ReplayedRoom : IAsyncDisposable
{
    private const int Lanes = 8;
    private readonly RunData _data;
    private readonly Dictionary<string, ReplayedPoll> _polls;
    private readonly Uri _server = new($"http://127.0.0.1:{ProgramRun.FreePort()}");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, string> _cookies = new(); // by voter
    private readonly ConcurrentDictionary<(string, string), bool> _joined = new();
    private ProgramRun? _run;
    private int _sent;

    private ReplayedRoom(RunData data, Dictionary<string, ReplayedPoll> polls) => (_data, _polls) = (data, polls);

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    public static async Task<ReplayedRoom> Open(RunData data, Dictionary<string, ReplayedPoll> polls)
    {
        var room = new ReplayedRoom(data, polls);
        await room.Start();
        return room;
    }

    /// <summary>Sends these votes, of one voter in their order, and of several at once.</summary>
    /// <param name="first">Which vote of the conversation the first is: it tells apart the sendings.</param>
    public async Task Replay(ConversationVote[] votes, int first)
    {
        var (before, sending) = (_sent, votes.Select((vote, i) => (Vote: vote, Sent: $"row {first + i}"))
            .GroupBy(one => (uint)one.Vote.Voter.GetHashCode(StringComparison.Ordinal) % Lanes)
            .Select(lane => Task.Run(async () =>
            {
                foreach (var (vote, sent) in lane) await Send(vote, sent);
            })).ToArray());
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref _sent) - before >= votes.Length / 3));
        await _run!.Kill();
        await _run.DisposeAsync();
        Kills++;
        await Start();
        await Task.WhenAll(sending).WaitAsync(TimeSpan.FromMinutes(10));
    }

    public async ValueTask DisposeAsync()
    {
        if (_run is not null) await _run.DisposeAsync();
        _http.Dispose();
    }

    private async Task Send(ConversationVote vote, string sent)
    {
        var poll = _polls[vote.Comment];
        if (!_joined.ContainsKey((vote.Voter, vote.Comment)))
        {
            using var joined = await Post(poll, "join", vote.Voter, ("name", ""));
            Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
            var cookie = joined.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("__Host-participant", StringComparison.Ordinal));
            _cookies[vote.Voter] = cookie.Split(';')[0];
            _joined[(vote.Voter, vote.Comment)] = true;
        }
        using var answer = await Post(
            poll, "ballot", vote.Voter, ("poll", poll.PollId), ("round", "1"), ("sent", sent), ("choice", $"{vote.Choice}"));
        Assert.Equal("""{"answer":"counted"}""", await answer.Content.ReadAsStringAsync());
        Interlocked.Increment(ref _sent);
    }

    /// <summary>Sends a form until there is an answer.</summary>
    private async Task<HttpResponseMessage> Post(ReplayedPoll poll, string act, string voter, params (string Name, string Value)[] fields)
    {
        while (true)
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server, $"/f/{poll.Code}/{act}"))
                {
                    Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
                };
                request.Headers.Add("Origin", _server.GetLeftPart(UriPartial.Authority));
                request.Headers.Add("Accept", "application/json");
                if (_cookies.TryGetValue(voter, out var cookie)) request.Headers.Add("Cookie", cookie);
                var answer = await _http.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) return answer;
                answer.Dispose();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20); // it was killed, and comes again
            }
    }

    private async Task Start()
    {
        _run = ProgramRun.Start(_data, ["serve", "--urls", _server.ToString()], ("Provider__TimeZone", "Europe/London"));
        await _run.Served();
    }
}
