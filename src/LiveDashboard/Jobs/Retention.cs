namespace LiveDashboard.Jobs;

/// <summary>What a part of the program does not keep for ever. All of them are carried out by one job.</summary>
public interface IRetention
{
    /// <summary>What stays or goes, and when, in words that finish the sentence "By the rule that …".</summary>
    string Rule { get; }

    /// <summary>Deletes what is over. Safe to run at any time.</summary>
    Task Prune(CancellationToken ct);
}

/// <summary>The job that deletes what no rule keeps any longer. One rule that fails does not stop the others.</summary>
public sealed class Retention(IEnumerable<IRetention> rules) : IJob
{
    public async Task Run(CancellationToken ct)
    {
        List<Exception> failures = [];
        foreach (var rule in rules)
            try
            {
                await rule.Prune(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add(new InvalidOperationException($"The rule that {rule.Rule} failed: {e.Message}", e));
            }
        if (failures.Count > 0) throw new AggregateException(failures);
    }
}

public static class RetentionServices
{
    /// <summary>Adds a rule that the retention job carries out.</summary>
    public static void AddRetention<T>(this IServiceCollection services) where T : class, IRetention
    {
        services.AddSingleton<T>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<T>());
    }
}
