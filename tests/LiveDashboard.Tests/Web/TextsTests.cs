using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Web;

public sealed partial class TextsTests
{
    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(Language.English.Keys.Order(StringComparer.Ordinal),
            Language.French.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_fill_the_same_places()
    {
        foreach (var key in Language.English.Keys)
            Assert.True(Places(Language.English[key]).SetEquals(Places(Language.French[key])), key);
    }

    [Fact]
    public void French_marks_stand_after_a_space_that_does_not_break()
    {
        foreach (var key in Language.French.Keys)
        {
            var text = Language.French[key];
            Assert.False(BareMark().IsMatch(text), $"{key}: {text}");
            Assert.False(text.Contains('\u202f', StringComparison.Ordinal), key);
            Assert.False(text.Contains('\'', StringComparison.Ordinal), $"{key}: a typewriter's apostrophe");
        }
    }

    [Fact]
    public void Every_key_that_is_asked_for_exists()
    {
        foreach (var asked in Sources().SelectMany(source => AskedFor().Matches(source)))
        {
            var key = asked.Groups["key"].Value;
            Assert.True(Exists(key), key);
        }
    }

    [Fact]
    public void No_text_is_unused()
    {
        var code = string.Join('\n', Sources());
        var starts = Interpolated().Matches(code).Select(match => match.Groups["start"].Value).ToHashSet();
        foreach (var key in Language.English.Keys)
        {
            var stem = key.EndsWith(".one", StringComparison.Ordinal)
                || key.EndsWith(".other", StringComparison.Ordinal)
                ? key[..key.LastIndexOf('.')]
                : key;
            var used = code.Contains($"\"{key}\"", StringComparison.Ordinal)
                || code.Contains($"\"{stem}\"", StringComparison.Ordinal)
                || starts.Any(start => key.StartsWith(start, StringComparison.Ordinal))
                || (OfBreakdown().IsMatch(key)
                    && code.Contains($"{{Model.By}}{key[key.IndexOf('.', StringComparison.Ordinal)..]}\"",
                        StringComparison.Ordinal));
            Assert.True(used, key);
        }
    }

    [Fact]
    public void A_missing_text_is_a_fault() =>
        Assert.Throws<KeyNotFoundException>(() => Language.French["no.such.text"]);

    private static bool Exists(string key) => Language.English.Keys.Contains(key)
        || Language.English.Keys.Contains($"{key}.other");

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> Sources([CallerFilePath] string here = "")
    {
        var root = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "LiveDashboard");
        return Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
                && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Select(File.ReadAllText);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
    [GeneratedRegex(@"[^\u00a0][:;?!»](?!//)(?![^\s]*@)(?<!\d:)|«[^\u00a0]|[^\u00a0]%")]
    private static partial Regex BareMark();
    [GeneratedRegex("""(?:language|text|other)(?:\.Say|\.Plural)?[\[(]"(?<key>[a-z0-9.]+)"[\]),]""")]
    private static partial Regex AskedFor();
    [GeneratedRegex("""\$"(?<start>[a-z.]+\.)\{""")]
    private static partial Regex Interpolated();
    [GeneratedRegex("^(category|area)\\.")]
    private static partial Regex OfBreakdown();
}
