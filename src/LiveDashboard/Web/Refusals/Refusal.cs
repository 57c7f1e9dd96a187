namespace LiveDashboard.Web.Refusals;

/// <summary>What a status means, and what to do now, in words.</summary>
public sealed record Refusal(string Title, string Text)
{
    public static Refusal Of(Language text, int status) => status switch
    {
        StatusCodes.Status404NotFound => new(text["missing.title"], text["missing.text"]),
        StatusCodes.Status405MethodNotAllowed => new(text["refused.method.title"], text["refused.method.text"]),
        StatusCodes.Status429TooManyRequests => new(text["refused.often.title"], text["refused.often.text"]),
        StatusCodes.Status503ServiceUnavailable => new(text["refused.busy.title"], text["refused.busy.text"]),
        >= 500 => new(text["error.title"], text["error.text"]),
        _ => new(text["refused.form.title"], text["refused.form.text"]),
    };
}

/// <summary>A feature of a request whose refusals somebody else puts in words.</summary>
public sealed class OwnRefusals;
