using System.Data.Common;

namespace LiveDashboard.Figures;

/// <summary>A published list at a stable address: <c>/data/{name}.csv</c> and <c>.json</c>, and in the read interface.</summary>
public interface IDataSet
{
    /// <summary>In addresses; it may hold a slash, as in <c>statistics/crime</c>.</summary>
    string Name { get; }

    /// <summary>What it holds, as the end of the key that says so: <c>data.set.{About}</c>.</summary>
    string About { get; }

    /// <summary>The columns, which are explained by <c>data.column.{column}</c>; none is ever renamed.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Whose terms hold; "" the provider's own.</summary>
    string Licence { get; }

    /// <summary>
    /// Another one whenever the rows are others, where that is known without reading them: then its files are made once
    /// for it. Null: they are made for each who asks.
    /// </summary>
    string? Version => null;

    /// <summary>
    /// Rows in an order that does not change while the data do not: texts, whole or decimal numbers, or null. All of them
    /// are asked for with <see cref="int.MaxValue"/>: who has many reads them as they are asked for, and holds none.
    /// </summary>
    IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct);
}

/// <summary>The lists that a part of the program publishes now.</summary>
public interface IDataSets
{
    Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct);
}

/// <summary>A line of the public log of corrections.</summary>
/// <param name="Figure">What was corrected, as the open data name it.</param>
/// <param name="Period">Of which time.</param>
/// <param name="Was">Null: not shown, or none.</param>
/// <param name="Who">Which office, never a person; "" the provider.</param>
public sealed record Correction(
    string Figure, string Period, double? Was, double? Became, string Unit, string Why, string Who, DateTimeOffset At);

/// <summary>What a part of the program corrected of its published figures, the newest first.</summary>
public interface ICorrectionLog
{
    Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct);
}
