using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Feedback.Follow;

/// <summary>A resident's own data as a file (JSON): times are ISO 8601 at the station's offset.</summary>
public static class OwnExport
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static FileContentResult Of(CaseThread thread, KeptData kept, CaseLists lists, StationTime station)
    {
        DateTimeOffset At(long at) => station.At(DateTimeOffset.FromUnixTimeMilliseconds(at));
        var data = new
        {
            thread.Reference,
            thread.Kind,
            category = lists.Category(thread.CategoryId),
            area = lists.Area(thread.AreaId),
            thread.Place,
            thread.Language,
            thread.Channel,
            thread.MayShow,
            kept.Name,
            kept.Contact,
            kept.SafeContact,
            letters = kept.Follower?.Address ?? "",
            events = from one in thread.Events
                     where one.Kind != EventKind.Noted
                     select new { one.Kind, at = At(one.At), one.Author, one.Code, text = one.Body },
        };
        return new FileContentResult(JsonSerializer.SerializeToUtf8Bytes(data, Written), "application/json; charset=utf-8")
        {
            FileDownloadName = $"case-{thread.Reference}.json",
        };
    }
}
