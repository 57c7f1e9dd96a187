using System.Text.RegularExpressions;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

/// <summary>SQL is a literal: values are parameters, columns are named (design.md 3, rule 3).</summary>
public sealed partial class SqlRulesTests
{
    [Fact]
    public void No_value_is_joined_into_a_statement() =>
        Assert.Empty(Lines(file => Interpolated().Matches(file).Concat(Concatenated().Matches(file))));

    [Fact]
    public void No_statement_asks_for_whatever_columns_there_are() => Assert.Empty(Lines(file => Star().Matches(file)));

    [Fact]
    public void No_statement_uses_what_only_one_engine_knows() =>
        Assert.Empty(Lines(file => OneEngine().Matches(file)));

    [Theory]
    [InlineData("var sql = $\"SELECT a FROM t WHERE b = {b}\";")]
    [InlineData("var sql = $\"\"\"\n    DELETE FROM t WHERE b = {b}\n    \"\"\";")]
    [InlineData("var sql = $$\"\"\"\n    UPDATE t SET a = {{b}}\n    \"\"\";")]
    [InlineData("var sql = \"SELECT a FROM t WHERE b = '\" + b + \"'\";")]
    [InlineData("var sql = \"INSERT INTO t (a) VALUES (\" + b;")]
    public void A_joined_statement_is_found(string source) =>
        Assert.True(Interpolated().IsMatch(source) || Concatenated().IsMatch(source));

    [Theory]
    [InlineData("var sql = \"SELECT a FROM t WHERE b = @b\";")]
    [InlineData("var text = $\"Select another one than {b}.\";")]
    [InlineData("Log($\"deleted {n} from it\");")]
    public void Other_text_is_not_taken_for_one(string source) =>
        Assert.False(Interpolated().IsMatch(source) || Concatenated().IsMatch(source));

    private static IEnumerable<string> Lines(Func<string, IEnumerable<Match>> find) =>
        from file in SourceFiles.Program
        from match in find(file.Text)
        select $"{file.Name}:{1 + file.Text.AsSpan(0, match.Index).Count('\n')}: {match.Value}";

    private const string Verb =
        @"(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TEMPORARY\s+)?TABLE\s"
        + @"|WITH\s+\w+\s+AS\s)";

    [GeneratedRegex(@"\$+(""""""\s*|"")" + Verb)]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"""" + Verb + @"[^""\n]*""\s*\+")]
    private static partial Regex Concatenated();

    [GeneratedRegex(@"SELECT\s+(\w+\.)?\*")]
    private static partial Regex Star();

    [GeneratedRegex(@"\b(strftime\(|now\(\)|IS NOT DISTINCT FROM|AUTOINCREMENT\b|RETURNING\s+\*|ILIKE\b|rowid\b)")]
    private static partial Regex OneEngine();
}
