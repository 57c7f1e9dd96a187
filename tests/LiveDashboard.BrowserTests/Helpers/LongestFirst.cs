using Xunit.Abstractions;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>Begins with the collections that take longest: one of them that began last would be waited for alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [OnItsOwn.Name, AtTheDesk.Name, InABrowser.Name, ALobby.Name, OnlyLooking.Name, AMinute.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(one => Array.IndexOf(Long, one.DisplayName));
}
