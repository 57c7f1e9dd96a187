using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveDashboard.Storage;

/// <summary>
/// One statement that is run for many rows: parsed once, its parameters set again for each. For the few places where
/// rows come by the thousand; everywhere else Dapper reads better.
/// </summary>
/// <remarks>
/// On SQLite it speaks to the library's own statement: the provider's command costs several times what inserting the
/// row does, and an import is nothing but rows.
/// </remarks>
public sealed class PreparedCommand : IAsyncDisposable
{
    private readonly DbCommand? _command;
    private readonly SqliteConnection? _sqlite;
    private readonly sqlite3_stmt? _statement;
    private readonly int[] _places = [];

    /// <param name="parameters">The names in the statement, without @, in the order of <see cref="Run"/>'s values.</param>
    public PreparedCommand(DbConnection connection, string sql, params string[] parameters)
    {
        if (connection is SqliteConnection sqlite)
        {
            _sqlite = sqlite;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(sqlite.Handle, sql, out _statement), sqlite.Handle);
            _places = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, "@" + name))];
            return;
        }
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // the statement is a literal of the caller; values are parameters
        _command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it once. Values are strings, longs or null.</summary>
    public Task Run(params ReadOnlySpan<object?> values)
    {
        if (_statement is not null)
        {
            Step(values);
            return Task.CompletedTask;
        }
        for (var i = 0; i < values.Length; i++)
            _command!.Parameters[i].Value = values[i] ?? DBNull.Value;
        return _command!.ExecuteNonQueryAsync();
    }

    private void Step(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bound = values[i] switch
            {
                null => raw.sqlite3_bind_null(_statement, _places[i]),
                long number => raw.sqlite3_bind_int64(_statement, _places[i], number),
                string text => raw.sqlite3_bind_text(_statement, _places[i], text),
                var other => throw new ArgumentException($"A {other.GetType().Name} cannot be stored."),
            };
            SqliteException.ThrowExceptionForRC(bound, _sqlite!.Handle);
        }
        var done = raw.sqlite3_step(_statement);
        // Reset first: it leaves the connection's error in place, and the statement must be free for a rollback.
        raw.sqlite3_reset(_statement);
        if (done is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) SqliteException.ThrowExceptionForRC(done, _sqlite!.Handle);
    }

    public ValueTask DisposeAsync()
    {
        if (_statement is not null) raw.sqlite3_finalize(_statement);
        return _command?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
