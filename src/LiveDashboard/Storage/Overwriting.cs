using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage;

/// <summary>
/// Has the embedded database overwrite what is deleted, instead of only letting go of its place. Not always, as it
/// costs writing; see also <see cref="WriteLane.ForgetLog"/>.
/// </summary>
public static class Overwriting
{
    public static async Task<T> While<T>(DbConnection connection, Func<Task<T>> work)
    {
        if (connection is not SqliteConnection) return await work();
        await connection.ExecuteAsync("PRAGMA secure_delete = ON");
        try
        {
            return await work();
        }
        finally
        {
            await connection.ExecuteAsync("PRAGMA secure_delete = OFF");
        }
    }
}
