using System.Text.RegularExpressions;
using LiveDashboard.Load.Forums;
using LiveDashboard.Load.Servers;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// What the first view of the home page, and of a participant's page in a forum, transfers, compressed as a browser asks
/// for it: the page, and whatever it and its scripts name. Measured on a published program, as only that has its files
/// compressed to the full.
/// </summary>
public static partial class PageBench
{
    public static async Task Run(string scratch, string published, CancellationToken ct)
    {
        await using var program = ProgramProcess.Start(published, 0, "demo", "--data", Path.Combine(scratch, "demo-process"));
        await program.WaitFor("/en", ct);
        using var http = new HttpClient { BaseAddress = program.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        Report.Line($"| first view, KB compressed, without fonts | HTML | CSS | scripts | all |");
        Report.Line($"|---|---|---|---|---|");
        await Measure("home page", "/en", http, ct);
        using var line = await PhoneLine.Connect(program.EndPoint, ct);
        var code = await Code(program.Address, ct);
        http.DefaultRequestHeaders.Add("Cookie", await line.Join(code, ct));
        await Measure("a participant's page", $"/f/{code}", http, ct);
    }

    /// <summary>Of the demonstration's forum, which pauses for less than a minute between two.</summary>
    private static async Task<string> Code(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            if (ForumCode().Match(await http.GetStringAsync("/en", ct)) is { Success: true } found) return found.Groups[1].Value;
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    private static async Task Measure(string what, string first, HttpClient http, CancellationToken ct)
    {
        var sizes = new Dictionary<string, long>();
        var asked = new Queue<string>([first]);
        var seen = new HashSet<string>(asked);
        while (asked.TryDequeue(out var path))
        {
            var answer = await http.GetAsync(path, ct);
            answer.EnsureSuccessStatusCode();
            var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
            var type = answer.Content.Headers.ContentType!.MediaType!;
            sizes[type] = sizes.GetValueOrDefault(type) + bytes.Length;
            foreach (var next in Names(Text(bytes, answer.Content.Headers.ContentEncoding), type, path))
                if (seen.Add(next)) asked.Enqueue(next);
        }
        double KB(string type) => sizes.GetValueOrDefault(type) / 1000.0;
        Report.Line($"| {what} | {KB("text/html"):0.0} | {KB("text/css"):0.0} | {KB("text/javascript"):0.0} | {sizes.Values.Sum() / 1000.0:0.0} |");
    }

    private static IEnumerable<string> Names(string text, string type, string path) => type switch
    {
        "text/html" => LinkedFile().Matches(text).Select(match => match.Groups[1].Value),
        "text/javascript" => Imported().Matches(text).Select(match => new Uri(new Uri("http://x" + path), match.Groups[1].Value).AbsolutePath),
        _ => [],
    };

    private static string Text(byte[] bytes, ICollection<string> encoding)
    {
        using Stream stream = encoding.Contains("br")
            ? new System.IO.Compression.BrotliStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress)
            : new MemoryStream(bytes);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+\\.(?:css|js))\"")]
    private static partial Regex LinkedFile();

    [GeneratedRegex("/f/(\\d{6})/projector")]
    private static partial Regex ForumCode();

    [GeneratedRegex("(?:from|import) ?\"(\\./[^\"]+)\"")]
    private static partial Regex Imported();
}
