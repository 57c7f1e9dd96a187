using System.Globalization;
using CsvHelper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Demo;

/// <summary>A vote of the record: in its order, from 0, and when it is given after voting opened.</summary>
/// <param name="Choice">Of the poll: 1 agree, 2 disagree, 3 pass.</param>
public sealed record RecordedVote(int Row, string Voter, TimeSpan After, long Choice);

/// <summary>What people were asked to agree with, and the votes on it in the order they came.</summary>
public sealed record Statement(string Words, IReadOnlyList<RecordedVote> Votes)
{
    /// <summary>When the last vote is given after voting opened.</summary>
    public TimeSpan Length => Votes.Count == 0 ? TimeSpan.Zero : Votes[^1].After;

    /// <summary>What each voter's last word was at this time.</summary>
    public IEnumerable<RecordedVote> Until(TimeSpan after) =>
        Votes.TakeWhile(vote => vote.After <= after).GroupBy(vote => vote.Voter).Select(votes => votes.Last());
}

/// <summary>
/// The shipped conversation: what people wrote and how they voted, each vote a while after the one before as it was then,
/// at a pace that a meeting has.
/// </summary>
public sealed class Conversation
{
    /// <summary>What its forums are known by; <c>forum.origin.london-2022</c> says whose words and votes these are.</summary>
    public const string Origin = "london-2022";

    /// <summary>What the people were asked (its <c>topic</c>).</summary>
    public const string Topic = "What is the best way to engage more young people in local scrutiny of policing?";

    /// <summary>The statement that the record's licence asks for, in its words.</summary>
    public const string Credit =
        "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with "
        + "Attribution to The Computational Democracy Project. The data and more information about how the data was collected "
        + "can be found at the following link(s): compdemocracy.org/case-studies/2022-london-youth-policing";

    public static readonly IReadOnlyList<string> Options = ["Agree", "Disagree", "Pass"];

    private const double Faster = 10;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(4); // to read what is asked
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5); // nobody watches a silence

    private Conversation(IReadOnlyList<Statement> statements) => Statements = statements;

    public IReadOnlyList<Statement> Statements { get; }

    /// <exception cref="CannotStartException">The sample is not where the program was installed.</exception>
    public static Conversation Read() => Read(Path.Combine(AppContext.BaseDirectory, "sample"));

    private static Conversation Read(string folder)
    {
        try
        {
            var votes = Lines(Path.Combine(folder, "london-youth-policing-votes.csv"), 4).ToLookup(line => line[0]);
            return new Conversation([.. Lines(Path.Combine(folder, "london-youth-policing.csv"), 2)
                .Select(line => new Statement(line[1], [.. Paced(votes[line[0]])]))]);
        }
        catch (IOException e)
        {
            throw new CannotStartException($"The demonstration's conversation cannot be read: {e.Message}", e);
        }
    }

    // Columns: statement, voter, at (Unix milliseconds), vote (1 agree, -1 disagree, 0 pass); in the order of time.
    private static IEnumerable<RecordedVote> Paced(IEnumerable<string[]> lines)
    {
        var (after, before, row) = (First, (long?)null, 0);
        foreach (var line in lines)
        {
            var at = long.Parse(line[2], CultureInfo.InvariantCulture);
            if (before is { } last)
            {
                var gap = TimeSpan.FromMilliseconds((at - last) / Faster);
                after += gap < Shortest ? Shortest : gap > Longest ? Longest : gap;
            }
            before = at;
            yield return new RecordedVote(row++, line[1], after, line[3] switch { "1" => 1, "-1" => 2, _ => 3 });
        }
    }

    private static IEnumerable<string[]> Lines(string file, int columns)
    {
        using var csv = CsvReader.FromFile(file);
        csv.ReadHeader();
        while (csv.Read()) yield return [.. Enumerable.Range(0, columns).Select(csv.GetString)];
    }
}
