using LiveDashboard.Figures;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Helpers;

/// <summary>The real meter, for what is tested without the whole program.</summary>
public static class TestMetrics
{
    public static FigureMetrics New() =>
        ActivatorUtilities.CreateInstance<FigureMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider());
}
