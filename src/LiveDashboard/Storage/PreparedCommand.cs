using System.Data.Common;

namespace LiveDashboard.Storage;

/// <summary>
/// One statement that is run for many rows: parsed once, its parameters set again for each. For the few places where
/// rows come by the thousand; everywhere else Dapper reads better.
/// </summary>
public sealed class PreparedCommand : IAsyncDisposable
{
    private readonly DbCommand _command;

    /// <param name="parameters">The names in the statement, without @, in the order of <see cref="Run"/>'s values.</param>
    public PreparedCommand(DbConnection connection, string sql, params string[] parameters)
    {
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

    public Task<int> Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return _command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
