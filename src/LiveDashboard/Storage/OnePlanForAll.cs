namespace LiveDashboard.Storage;

/// <summary>
/// Dapper keeps what it compiled for a statement by connection string. All databases of an engine have one schema, so
/// readers, the writer and every instance in a process share it.
/// </summary>
internal sealed class OnePlanForAll : IEqualityComparer<string>
{
    public bool Equals(string? x, string? y) => IsFile(x) == IsFile(y);

    public int GetHashCode(string connectionString) => IsFile(connectionString) ? 1 : 0;

    private static bool IsFile(string? connectionString) =>
        connectionString is not null && connectionString.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase);
}
