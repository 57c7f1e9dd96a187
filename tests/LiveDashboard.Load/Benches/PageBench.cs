using System.Text.RegularExpressions;
using LiveDashboard.Load.Servers;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// What the first view of the home page transfers, compressed as a browser asks for it: the page, and whatever it and its
/// scripts name. Measured on a published program, as only that has its files compressed to the full.
/// </summary>
public static partial class PageBench
{
    public static async Task Run(string scratch, string published, CancellationToken ct)
    {
        await using var program = ProgramProcess.Start(published, 0, "demo", "--data", Path.Combine(scratch, "demo-process"));
        await program.WaitFor("/en", ct);
        using var http = new HttpClient { BaseAddress = program.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var sizes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var asked = new Queue<string>(["/en"]);
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
        Report.Line($"| first view of the home page, without fonts | KB |");
        Report.Line($"|---|---|");
        foreach (var (type, size) in sizes) Report.Line($"| {type} | {size / 1000.0:0.0} |");
        Report.Line($"| all | {sizes.Values.Sum() / 1000.0:0.0} |");
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

    [GeneratedRegex("(?:from|import) ?\"(\\./[^\"]+)\"")]
    private static partial Regex Imported();
}
