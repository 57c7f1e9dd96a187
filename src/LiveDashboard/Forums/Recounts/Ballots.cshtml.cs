using System.Globalization;
using CsvHelper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Taking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Recounts;

/// <summary>All ballots of a recountable round, for everybody; and whether one's own is among them.</summary>
public sealed class BallotsModel(BallotList list, Visit visit) : PageModel
{
    public ListedRound Listed { get; private set; } = null!;

    /// <summary>What was typed; "" nothing.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>The ballot of the receipt; null: none is.</summary>
    public ListedBallot? Found { get; private set; }

    public async Task<IActionResult> OnGet(string poll, long round, string? receipt, CancellationToken ct)
    {
        if (await list.Read(poll, round, ct) is not { } listed) return NotFound();
        Listed = listed;
        Receipt = (receipt ?? "").Trim();
        if (Receipt.Length > 60) Receipt = Receipt[..60];
        if (Receipt.Length > 0)
        {
            Response.Headers.CacheControl = "no-store";
            Found = listed.Ballots.FirstOrDefault(ballot => ballot.Id == Receipt);
        }
        return Page();
    }

    public async Task<IActionResult> OnGetCsv(string poll, long round, CancellationToken ct)
    {
        if (await list.Read(poll, round, ct) is not { } listed) return NotFound();
        Listed = listed;
        var file = new StringWriter(CultureInfo.InvariantCulture);
        file.Write('\ufeff'); // without it some spreadsheets take UTF-8 for something else
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteField("ballot");
            csv.WriteField("answer");
            csv.EndRecord();
            foreach (var ballot in listed.Ballots)
            {
                csv.WriteField(ballot.Id);
                csv.WriteField(Says(ballot));
                csv.EndRecord();
            }
        }
        Response.Headers.ContentDisposition = $"attachment; filename=\"ballots-{listed.Forum.Slug}-{listed.Round}.csv\"";
        return Content(file.ToString(), "text/csv; charset=utf-8");
    }

    /// <summary>What a ballot says, in one line.</summary>
    public string Says(ListedBallot ballot) =>
        string.Join("; ", new OwnBallot(true, ballot.Marks).InWords(Listed.Poll, visit.Language));
}
