using System.Text.Json;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>A year's file imported once, for all tests that ask the figures of it.</summary>
public sealed class ImportedYear : IAsyncLifetime
{
    private RunData? _data;

    public static string Folder => Path.Combine(TestFolder.Repository, "..", "shared", "data", "service_requests_boston");

    public static string? Missing => File.Exists(Path.Combine(Folder, "truth_km.json")) ? null
        : "The year of service requests (../shared/data/service_requests_boston) is not on this machine.";

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        _data = await RunData.New();
        var end = await ProgramRun.ToEnd(
            _data, "import", "cases", Path.Combine(Folder, "311_service_requests_2011.csv.gz"), "--profile", "boston-311");
        if (end.ExitCode != 0) throw new InvalidOperationException(end.Errors);
    }

    /// <summary>What the command prints of a cohort.</summary>
    public async Task<Dictionary<string, JsonElement>> Figures(params string[] options)
    {
        var end = await ProgramRun.ToEnd(_data, ["figures", "--json", .. options]);
        Assert.True(end.ExitCode == 0, end.Errors);
        return JsonSerializer.Deserialize<JsonElement>(end.Output).EnumerateArray().ToDictionary(one => one.GetProperty("group").GetString()!);
    }

    public async Task DisposeAsync()
    {
        if (_data is not null) await _data.DisposeAsync();
    }
}

/// <summary>The figures of real records against those that were computed elsewhere, in exact fractions.</summary>
public sealed class HonestFiguresTests(ImportedYear year) : IClassFixture<ImportedYear>
{
    private const string AsOf = "2012-01-01T00:00:00";

    [YearFact]
    public async Task All_records_and_the_last_90_days_are_as_counted_elsewhere()
    {
        Compare(Truth("truth_km.json").GetProperty("overall"), (await year.Figures("--as-of", AsOf)).Values.Single(), "overall");
        Compare(
            Truth("truth_km.json").GetProperty("last_90_days"),
            (await year.Figures("--as-of", AsOf, "--received-from", "2011-10-03T01:00:00")).Values.Single(), "last 90 days");
    }

    [YearTheory, InlineData("category", "by_category"), InlineData("area", "by_area")]
    public async Task Every_group_is_as_counted_elsewhere(string by, string truth)
    {
        var figures = await year.Figures("--as-of", AsOf, "--by", by);
        var groups = Truth("truth_km.json").GetProperty(truth).EnumerateObject().ToArray();
        Assert.NotEmpty(groups);
        foreach (var group in groups) Compare(group.Value, figures[group.Name], group.Name);
    }

    [YearFact]
    public async Task The_backlog_at_any_moment_is_as_counted_elsewhere()
    {
        foreach (var moment in Truth("truth.json").GetProperty("backlog_at").EnumerateObject().Where(one => one.Name.StartsWith("2011", StringComparison.Ordinal)))
        {
            var figures = (await year.Figures("--as-of", moment.Name.Replace(' ', 'T'))).Values.Single();
            Assert.Equal(moment.Value.GetProperty("created_so_far").GetInt64(), figures.GetProperty("received").GetInt64());
            Assert.Equal(moment.Value.GetProperty("open").GetInt64(), figures.GetProperty("waiting").GetInt64());
        }
    }

    private static JsonElement Truth(string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(ImportedYear.Folder, file)));

    private static void Compare(JsonElement truth, JsonElement figures, string group)
    {
        foreach (var count in new[] { "received", "replied", "waiting" })
            Assert.True(truth.GetProperty(count).GetInt64() == figures.GetProperty(count).GetInt64(), $"{count} of {group}: {figures}");
        foreach (var (name, own) in new[] { ("median_seconds", "medianSeconds"), ("p90_seconds", "p90Seconds") })
        {
            var expected = Number(truth.GetProperty(name));
            var exact = Number(figures.GetProperty("exact").GetProperty(own));
            var published = Number(figures.GetProperty("published").GetProperty(own));
            Assert.True(expected == exact, $"{own} of {group}: {exact}, not {expected}");
            if (expected is null) Assert.True(published is null, $"{own} of {group} is published as {published}");
            else Assert.InRange(published!.Value, expected.Value * 0.98 - 1, expected.Value * 1.02 + 1);
        }
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    /// <summary>A fact that needs the records.</summary>
    private sealed class YearFactAttribute : FactAttribute
    {
        public YearFactAttribute() => Skip = ImportedYear.Missing;
    }

    /// <summary>A theory that needs the records.</summary>
    private sealed class YearTheoryAttribute : TheoryAttribute
    {
        public YearTheoryAttribute() => Skip = ImportedYear.Missing;
    }
}
