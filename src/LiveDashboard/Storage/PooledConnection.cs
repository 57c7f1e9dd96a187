using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage;

/// <summary>
/// A connection whose pool lends it to one user alone. The driver's pool takes a connection that is just being lent, or just
/// being given back, for a lost one and lends it a second time (dotnet/efcore#39008, and the same in the other direction):
/// two then read in one transaction. So both are done one at a time, for all of the process, as its pools are.
/// </summary>
internal sealed class PooledConnection(string connectionString) : SqliteConnection(connectionString)
{
    private static readonly Lock OneAtATime = new();

    /// <summary>For a library that opens its own.</summary>
    public static DbProviderFactory Factory { get; } = new PooledFactory();

    public override void Open()
    {
        lock (OneAtATime) base.Open();
    }

    public override void Close()
    {
        lock (OneAtATime) base.Close();
    }

    private sealed class PooledFactory : DbProviderFactory
    {
        public override DbConnection CreateConnection() => new PooledConnection("");
        public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();
        public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();
    }
}
