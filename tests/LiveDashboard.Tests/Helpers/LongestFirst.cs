using Xunit.Abstractions;

[assembly: TestCollectionOrderer("LiveDashboard.Tests.Helpers.LongestFirst", "LiveDashboard.Tests")]

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// Begins with the classes that take minutes, as one of them that begins last is waited for alone. Which they are is read
/// from the times of a whole run; a class that is missing here costs time and nothing else.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "KilledIngestTests", "KilledReplayTests", "KilledImportTests", "FailedDiskTests", "BallotTests", "KilledNodeTests",
        "DiskFullTests", "ConversationTests", "VoteTests", "CommandLineTests", "BackupTests",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(one => Array.FindIndex(Long, name => one.DisplayName.EndsWith(name, StringComparison.Ordinal)) is >= 0 and var at
            ? at : Long.Length).ThenBy(one => one.DisplayName, StringComparer.Ordinal);
}
