using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Desk.Queue;

/// <summary>The left column of the desk: a page of the queue, as one reader sees it.</summary>
public sealed record QueueView(
    QueueFilter Filter, QueuePage Page, DeskAlerts Alerts, CaseLists Lists, DeskRights Rights, StationTime Station, Language Text)
{
    /// <summary>The case that is open beside it; "" none.</summary>
    public string Current { get; init; } = "";

    /// <summary>An act on several cases that was just done; null: none.</summary>
    public BulkAct? Done { get; init; }

    /// <summary>The end of the key of why a bulk act was not done; null: nothing went wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>Makes a bulk act that is sent twice count once.</summary>
    public string Once { get; } = CaseCode.NewForm();

    public IEnumerable<QueueLine> Lines => Page.Items.Select(item => new QueueLine(item, Text, Station, Rights, Lists));

    /// <summary>How many there are: "7 waiting".</summary>
    public string Count => Text.Plural($"desk.count.{Filter.View}", Page.Count) is var count && Page.Count < QueueStore.MostCounted
        ? count : Text.Say("desk.many", count);

    public string At => Text.Clock(Station.At(Station.Now));

    public string CasePath(string id) => (Filter with { After = "" }).Path($"/staff/desk/{id}");

    /// <summary>Where this column is fetched again by itself.</summary>
    public string LivePath
    {
        get
        {
            var fields = Filter.Fields();
            fields["handler"] = "Queue";
            if (Current.Length > 0) fields["current"] = Current;
            return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/staff/desk", fields);
        }
    }

    /// <summary>Names what it shows: the same tag, the same column. Ages are told to the minute.</summary>
    public string Tag
    {
        get
        {
            var shown = JsonSerializer.SerializeToUtf8Bytes(new
            {
                Filter,
                Page,
                Alerts,
                Rights,
                Current,
                text = Text.Code,
                minute = Station.Now.ToUnixTimeSeconds() / 60,
            });
            return $"\"{Convert.ToHexStringLower(SHA256.HashData(shown))[..24]}\"";
        }
    }
}

/// <summary>Puts the column together.</summary>
public sealed class QueueReader(QueueStore store, ListChoices lists, BulkActs bulk, StationTime station, StaffClock clock)
{
    public async Task<QueueView> Read(HttpContext http, Language text, CancellationToken ct, string current = "")
    {
        var rights = DeskRights.Of(http);
        var filter = QueueFilter.Read(http.Request.Query);
        return new QueueView(
            filter, await store.Read(filter, rights, ct), await store.Alerts(ct), await lists.Read(text, ct), rights, station, text)
        {
            Current = current,
            Done = http.Request.Query["bulk"] is [{ Length: > 0 and <= 40 } id, ..] ? await bulk.Find(id, rights, ct) : null,
        };
    }

    /// <summary>Whether an act can still be undone.</summary>
    public bool CanUndo(BulkAct act) => act.UndoneAt is null
        && clock.NowMs - act.DoneAt <= (long)BulkActs.UndoWithin.TotalMilliseconds;

    /// <summary>How long it can be, in seconds.</summary>
    public string SecondsLeft(BulkAct act) =>
        Math.Max(0, (act.DoneAt + (long)BulkActs.UndoWithin.TotalMilliseconds - clock.NowMs) / 1000).ToString(CultureInfo.InvariantCulture);
}
