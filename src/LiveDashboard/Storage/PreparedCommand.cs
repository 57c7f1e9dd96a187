using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveDashboard.Storage;

/// <summary>
/// One statement that is run for many rows: parsed once, its parameters set again for each. For the few places where
/// rows come by the thousand; everywhere else Dapper reads better.
/// </summary>
/// <remarks>
/// On SQLite it speaks to the library's own statement, and binds anew only what differs from the row before: binding
/// costs as much as inserting does, and an import is nothing but rows. On PostgreSQL rows are sent by the hundred, so
/// that they do not each wait for an answer; <see cref="Finish"/> sends the rest.
/// </remarks>
public sealed class PreparedCommand : IAsyncDisposable
{
    private const int RowsAtOnce = 500;

    private readonly string _sql;
    private readonly string[] _parameters;
    private readonly DbBatch? _batch;
    private readonly SqliteConnection? _sqlite;
    private readonly sqlite3_stmt? _statement;
    private readonly int[] _places = [];
    private readonly object?[] _bound;

    /// <param name="parameters">The names in the statement, without @, in the order of <see cref="Run"/>'s values.</param>
    public PreparedCommand(DbConnection connection, string sql, params string[] parameters)
    {
        (_sql, _parameters, _bound) = (sql, parameters, new object?[parameters.Length]); // SQLite begins with NULL bound, too
        if (connection is not SqliteConnection sqlite)
        {
            _batch = connection.CreateBatch();
            return;
        }
        _sqlite = sqlite;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(sqlite.Handle, sql, out _statement), sqlite.Handle);
        _places = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, "@" + name))];
    }

    /// <summary>Runs it once, at the latest in <see cref="Finish"/>. Values are strings, longs or null.</summary>
    public Task Run(params ReadOnlySpan<object?> values)
    {
        if (_batch is not null) return Queue(_batch, values);
        Step(values);
        return Task.CompletedTask;
    }

    /// <summary>Returns once every row has run; without it, some may not have.</summary>
    public async Task Finish()
    {
        if (_batch is not { BatchCommands.Count: > 0 }) return;
        await _batch.ExecuteNonQueryAsync();
        _batch.BatchCommands.Clear();
    }

    private Task Queue(DbBatch batch, ReadOnlySpan<object?> values)
    {
        var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // the statement is a literal of the caller; values are parameters
        command.CommandText = _sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (_parameters[i], values[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        batch.BatchCommands.Add(command);
        return batch.BatchCommands.Count < RowsAtOnce ? Task.CompletedTask : Finish();
    }

    private void Step(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (ReferenceEquals(value, _bound[i]) || (value is long now && _bound[i] is long before && now == before)) continue;
            var bound = value switch
            {
                null => raw.sqlite3_bind_null(_statement, _places[i]),
                long number => raw.sqlite3_bind_int64(_statement, _places[i], number),
                string text => Bind(_places[i], text),
                var other => throw new ArgumentException($"A {other.GetType().Name} cannot be stored."),
            };
            SqliteException.ThrowExceptionForRC(bound, _sqlite!.Handle);
            _bound[i] = value;
        }
        var done = raw.sqlite3_step(_statement);
        // Reset first: it leaves the connection's error in place, and the statement must be free for a rollback.
        raw.sqlite3_reset(_statement);
        if (done is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) SqliteException.ThrowExceptionForRC(done, _sqlite!.Handle);
    }

    // Short texts without an allocation each; of an empty span the library would make NULL.
    private int Bind(int place, string text)
    {
        if (text.Length is 0 or > 80) return raw.sqlite3_bind_text(_statement, place, text);
        Span<byte> utf8 = stackalloc byte[3 * text.Length];
        return raw.sqlite3_bind_text(_statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public ValueTask DisposeAsync()
    {
        if (_statement is not null) raw.sqlite3_finalize(_statement);
        return _batch?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
