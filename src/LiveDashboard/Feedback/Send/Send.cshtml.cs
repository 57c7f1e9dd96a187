using System.Globalization;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Send;

/// <summary>How often one network may send. Over it nothing is lost: the form comes back as it was.</summary>
public sealed class SendLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 20;
}

/// <summary>
/// A resident's message, one question on a page. Each step is a plain form that carries what was said before.
/// </summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class SendModel(
    Visit visit, StationTime station, ListChoices lists, MessageStore messages, SendLimit limit) : PageModel
{
    public SendForm Form { get; private set; } = new();
    public CaseLists Lists { get; private set; } = new([], []);

    /// <summary>One of <see cref="SendForm.Steps"/>, or sent.</summary>
    public string Step { get; private set; } = SendForm.Steps[0];

    public int Number => SendForm.Steps.ToList().IndexOf(Step) + 1;
    public IReadOnlyList<(string Field, string Problem)> Problems { get; private set; } = [];

    /// <summary>The end of the key of why it was not sent; null: nothing went wrong.</summary>
    public string? Unsent { get; private set; }

    /// <summary>How long to wait before sending again, in seconds.</summary>
    public int Wait { get; private set; }

    public Receipt? Receipt { get; private set; }
    public CaseCode? Code { get; private set; }

    /// <summary>What opens the case: the secrets stand after #, which no browser sends to anybody.</summary>
    public string CaseLink => $"{visit.Absolute(visit.Link("/case"))}#{Receipt!.Reference}.{Code}";

    public QrCode Qr => QrCode.Of(CaseLink);
    public string At => visit.Language.Clock(station.At(Receipt!.ReceivedAt));

    public string? ProblemOf(string field) =>
        Problems.Where(problem => problem.Field == field).Select(problem => problem.Problem).FirstOrDefault();

    public void OnGet()
    {
        Keep();
        Form = new SendForm { Form = CaseCode.NewForm() };
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        var sent = await Request.ReadFormAsync(ct);
        Form = SendForm.Read(sent);
        if (CaseCode.OfForm(Form.Form) is null) Form = Form with { Form = CaseCode.NewForm() };
        Lists = await lists.Read(visit.Language, ct);
        var asked = SendForm.Steps.ToList().IndexOf(sent["step"].ToString());
        var to = SendForm.Steps.ToList().IndexOf(sent["to"].ToString());
        if (to >= 0 && to <= asked) Step = SendForm.Steps[to]; // back: nothing is asked of what stands there
        else if (FirstWrong(asked) is { } wrong) Show(wrong);
        else if (asked < SendForm.Steps.Count - 1) Step = SendForm.Steps[asked + 1];
        else return await Sent(ct);
        return Page();
    }

    private string? FirstWrong(int asked) =>
        SendForm.Steps.Take(asked + 1).FirstOrDefault(step => Form.Problems(step, Lists).Any());

    private void Show(string step)
    {
        (Step, Problems) = (step, [.. Form.Problems(step, Lists)]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    private async Task<IActionResult> Sent(CancellationToken ct)
    {
        Step = SendForm.Steps[^1];
        if (limit.Count(HttpContext) is { } wait)
            return NotSent("often", StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds));
        try
        {
            Code = CaseCode.OfForm(Form.Form)!;
            Receipt = await messages.Send(Code, Form.Message(visit.Language), ct);
            Step = "sent";
            return Page();
        }
        catch (Exception e) when (Unwritten.Problem(HttpContext, e) is not null)
        {
            return NotSent("busy", StatusCodes.Status503ServiceUnavailable, 10);
        }
    }

    private PageResult NotSent(string why, int status, int seconds)
    {
        (Unsent, Wait) = (why, seconds);
        Response.StatusCode = status;
        Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
