using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage;

/// <summary>
/// One SQL text for both engines. What only one of them understands stands in comment marks, which are taken away for
/// it: <c>WITHOUT ROWID</c> stores a table of SQLite by its key; <c>ON COMMIT DELETE ROWS</c> empties a temporary table
/// of PostgreSQL without leaving dead rows behind, which nothing would ever vacuum.
/// </summary>
public static partial class EngineText
{
    public static string For(Engine engine, string sql) => engine == Engine.Sqlite
        ? sql.Replace("/* WITHOUT ROWID */", "WITHOUT ROWID", StringComparison.Ordinal)
        : sql.Replace("/* ON COMMIT DELETE ROWS */", "ON COMMIT DELETE ROWS", StringComparison.Ordinal);

    public static string For(DbConnection connection, string sql) =>
        For(connection is SqliteConnection ? Engine.Sqlite : Engine.Postgres, sql);

    /// <summary>
    /// <c>IN @list</c> as both engines take it: of one, the library spells the values out; PostgreSQL is given them as
    /// one array.
    /// </summary>
    public static string WithLists(DbConnection connection, string sql) =>
        connection is SqliteConnection ? sql : InList().Replace(sql, "= ANY (@$1)");

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex InList();
}
