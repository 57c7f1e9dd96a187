using System.Text.Json;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Forums.Taking;

/// <summary>Where the script of a participant's page sends ballots; without script a form goes to the page itself.</summary>
public static class BallotEndpoint
{
    /// <summary>Of the page of a forum, where its ballots go.</summary>
    public const string Path = "ballot";

    private static readonly Dictionary<string, byte[]> Answers = new[] { "counted", "stands", "late", "unknown" }
        .ToDictionary(word => word, word => JsonSerializer.SerializeToUtf8Bytes(new { answer = word }));

    // Acts for nobody who is signed in. A bare delegate: what binds parameters costs as much as the ballot.
    public static void MapBallots(this WebApplication app) =>
        app.MapDirectPost($"/f/{{code}}/{Path}", Take).ExcludeFromDescription();

    private static async Task Take(HttpContext http)
    {
        if (!OwnForms.IsOwn(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        if (!http.Request.HasFormContentType)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var voting = http.RequestServices.GetRequiredService<Voting>();
        var stored = await voting.Take(http, (string)http.Request.RouteValues["code"]!, form, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        if (stored.Answer != BallotAnswer.Refused)
        {
            await Write(http, Answers[Voting.Word(stored)]);
            return;
        }
        http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var language = ChosenLanguageAttribute.Of(http.Request) ?? Visit.LanguageOf(http.Request);
        await Write(http, JsonSerializer.SerializeToUtf8Bytes(
            new { answer = Voting.Word(stored), words = Voting.Problem(stored, language) }));
    }

    private static Task Write(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }
}
