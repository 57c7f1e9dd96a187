using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Send;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Feedback.Desk.Entry;

/// <summary>What staff enter for somebody: what the resident's own form asks, how it came, and when it was said.</summary>
/// <param name="Day">As in 2026-11-21, station time.</param>
/// <param name="Time">As in 14:02.</param>
public sealed record EntryForm(SendForm Said, string Channel, string Language, string Day, string Time)
{
    /// <summary>How long ago it may have been said.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static EntryForm Read(IFormCollection sent) => new(
        SendForm.Read(sent), sent["channel"].ToString(), sent["language"].ToString(), sent["day"].ToString(), sent["time"].ToString());

    /// <summary>What is wrong, as ends of the keys <c>desk.new.problem.*</c> or <c>send.problem.*</c>.</summary>
    public IEnumerable<(string Field, string Key)> Problems(CaseLists lists, StationTime station)
    {
        foreach (var step in SendForm.Steps)
            foreach (var (field, problem) in Said.Problems(step, lists))
                yield return (field, $"send.problem.{problem}");
        if (!CaseChannel.Entered.Contains(Channel)) yield return ("channel", "desk.new.problem.channel");
        if (Language.Length > 0 && Web.Language.Find(Language) is null) yield return ("language", "desk.new.problem.language");
        if (station.Read(Day, Time) is not { } said) yield return ("day", "desk.new.problem.when");
        else if (said > station.Now) yield return ("day", "desk.new.problem.future");
        else if (said < station.Now - Longest) yield return ("day", "desk.new.problem.old");
    }

    /// <summary>What is stored of it, once there is no problem.</summary>
    public NewMessage Message() => Said.Message(Web.Language.English) with { Channel = Channel, Language = Language };
}
