using System.Text.Json;

namespace LiveDashboard.Forums.Polls;

/// <summary>How a frozen result is written.</summary>
public static class FrozenResult
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { IncludeFields = true }; // of the pair

    /// <summary>The result as it was revealed; null when it was not.</summary>
    public static PollResult? Read(string frozen) =>
        frozen.Length == 0 ? null : JsonSerializer.Deserialize<PollResult>(frozen, Json);
}
