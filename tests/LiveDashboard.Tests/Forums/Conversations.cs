using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums;

/// <summary>A vote of a conversation: of whom, on what, and 1 to agree, 2 to disagree, 3 to pass.</summary>
public sealed record ConversationVote(string Voter, string Comment, int Choice);

/// <summary>Published conversations with their votes, and what others counted of them.</summary>
public static class Conversations
{
    private static readonly string Folder = Path.Combine(TestFolder.Repository, "..", "shared", "data", "polls_polis");

    /// <summary>Why they cannot be replayed; null if they can.</summary>
    public static string? Missing { get; } = File.Exists(Path.Combine(Folder, "truth.json")) ? null
        : "The records of conversations (../shared/data/polls_polis) are not on this machine.";

    /// <summary>Those that are replayed: one, or all four where DASHBOARD_CONVERSATIONS is <c>all</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Environment.GetEnvironmentVariable("DASHBOARD_CONVERSATIONS") == "all"
            ? ["london.youth.policing", "15-per-hour-seattle", "brexit-consensus", "vtaiwan.uberx"]
            : ["london.youth.policing"];

    /// <summary>The votes in the order of their time, ties as in the file.</summary>
    public static ConversationVote[] Votes(string name)
    {
        var file = Path.Combine(Folder, name, "votes.csv");
        using Stream stream = File.Exists(file) ? File.OpenRead(file)
            : new GZipStream(File.OpenRead(file + ".gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var votes = new List<(long At, ConversationVote Vote)>();
        reader.ReadLine(); // timestamp, datetime, comment-id, voter-id, vote
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var choice = cells[^1] switch { "1" => 1, "-1" => 2, _ => 3 };
            votes.Add((long.Parse(cells[0], CultureInfo.InvariantCulture), new ConversationVote(cells[^2], cells[^3], choice)));
        }
        return [.. votes.OrderBy(one => one.At).Select(one => one.Vote)];
    }

    /// <summary>What stands after each quarter of the votes, by comment: of the ten that most voted on, and at last of all.</summary>
    public static IEnumerable<(SortedDictionary<string, string> Standing, int Rows)> Standings(string name)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "truth.json")));
        var told = truth.RootElement.GetProperty("conversations").GetProperty(name);
        var checkpoints = told.GetProperty("checkpoints");
        foreach (var quarter in (string[])["25%", "50%", "75%"])
            yield return (
                Of(checkpoints.GetProperty(quarter).GetProperty("top10"), one => one),
                checkpoints.GetProperty(quarter).GetProperty("rows").GetInt32());
        yield return (
            Of(told.GetProperty("tallies"), one => one.GetProperty("last_vote")), told.GetProperty("vote_rows").GetInt32());
    }

    /// <summary>A count of each choice as one text.</summary>
    public static string Standing(long agree, long disagree, long pass) =>
        FormattableString.Invariant($"{agree} agree, {disagree} disagree, {pass} pass");

    private static SortedDictionary<string, string> Of(JsonElement comments, Func<JsonElement, JsonElement> counts)
    {
        var standing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var comment in comments.EnumerateObject())
        {
            long N(string choice) => counts(comment.Value).GetProperty(choice).GetInt64();
            standing[comment.Name] = Standing(N("agree"), N("disagree"), N("pass"));
        }
        return standing;
    }
}

/// <summary>A theory that needs <see cref="Conversations"/>.</summary>
public sealed class ConversationTheoryAttribute : TheoryAttribute
{
    public ConversationTheoryAttribute() => Skip = Conversations.Missing;
}
