using System.ComponentModel.DataAnnotations;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>What connected systems may ask of this instance; the section <c>Ingest</c> of the configuration.</summary>
public sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>How many requests a second a key may make for long. A request may hold a thousand cases.</summary>
    [Range(0.001, 10_000)] public double RatePerSecond { get; set; } = 10;

    /// <summary>How many requests a key may make at once, after a pause.</summary>
    [Range(1, 100_000)] public int Burst { get; set; } = 50;

    /// <summary>How many requests a minute without a good key an address may make before it is told to wait.</summary>
    [Range(1, 10_000)] public int FailuresPerMinute { get; set; } = 30;
}
