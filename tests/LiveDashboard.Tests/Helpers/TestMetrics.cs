using LiveDashboard.Figures;
using LiveDashboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Helpers;

/// <summary>The real meters, for what is tested without the whole program.</summary>
public static class TestMetrics
{
    public static FigureMetrics New() => Of<FigureMetrics>();

    public static StorageMetrics NewStorage() => Of<StorageMetrics>();

    private static T Of<T>() =>
        ActivatorUtilities.CreateInstance<T>(new ServiceCollection().AddMetrics().BuildServiceProvider());
}
