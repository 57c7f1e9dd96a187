using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Questions;

/// <summary>How a question that nobody answered at the forum becomes a case. The composition root knows how.</summary>
public interface IQuestionCases
{
    /// <summary>Opens a case in a turn that may do more.</summary>
    /// <param name="language">Of who asked: en, fr.</param>
    /// <param name="asked">From when on the clock of the general target runs.</param>
    /// <returns>The case's reference.</returns>
    Task<string> Open(WriteTurn turn, string text, string language, DateTimeOffset asked);

    /// <summary>The cases are committed: figures may count them.</summary>
    void Opened();
}
