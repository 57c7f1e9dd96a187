using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Storage;

namespace LiveDashboard;

/// <summary>Questions of a forum become cases of the desk, with the target of all questions.</summary>
public sealed class ForumCases(MessageStore messages, FigureSignal signal) : IQuestionCases
{
    public async Task<string> Open(WriteTurn turn, string text, string language, DateTimeOffset asked)
    {
        var id = CaseId.New();
        await messages.Add(
            turn, id, null,
            new NewMessage(CaseKind.Question, CaseQueues.Desk, CaseChannel.Forum, language, "", "", text, "", Sender.Nobody, ""), asked);
        return await CaseWords.Reference(turn.Connection, id);
    }

    public void Opened() => signal.CasesChanged();
}
