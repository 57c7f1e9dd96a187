using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>A request is not carried out, and why. Thrown inside a transaction, it takes back what was written.</summary>
public sealed class RefusedException(ProblemDetails problem) : Exception(problem.Detail)
{
    public RefusedException(int status, string type, string title, string detail)
        : this(Problems.Of(status, type, title, detail))
    {
    }

    public ProblemDetails Problem => problem;
}

/// <summary>What is wrong with a request, by the place in it where it is: as many as a person can read.</summary>
public sealed class FieldProblems
{
    private const int MostNamed = 100;
    private readonly Dictionary<string, List<string>> _named = [];
    private long _count;

    public void Add(string place, string problem)
    {
        _count++;
        if (_named.TryGetValue(place, out var there)) there.Add(problem);
        else if (_named.Count < MostNamed) _named[place] = [problem];
    }

    /// <exception cref="RefusedException">There is at least one.</exception>
    public void RefuseIfAny()
    {
        if (_count == 0) return;
        var what = _count == 1 ? "One thing is wrong with the request; it is named in errors."
            : $"{_count} things are wrong with the request; they are named in errors"
                + (_named.Count < MostNamed ? "." : $", up to {MostNamed} places.");
        Refuse(StatusCodes.Status422UnprocessableEntity, "invalid", "The request is not valid", $"{what} Nothing was written.");
    }

    /// <exception cref="RefusedException">Always, with the problems by their place.</exception>
    public void Refuse(
        int status, string type, string title, string detail, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var problem = Problems.Of(status, type, title, detail);
        problem.Extensions["errors"] = _named;
        foreach (var (name, value) in more) problem.Extensions[name] = value;
        throw new RefusedException(problem);
    }
}

/// <summary>Turns refusals into answers, in one place for all of the interface.</summary>
public static class Refusals
{
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (RefusedException e)
        {
            return Told(call, e.Problem);
        }
        catch (IdempotencyConflictException)
        {
            return Told(call, Problems.Of(
                StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
                "The Idempotency-Key was used for another request",
                "This key came before with another body or address. Make a new key for every new request. Nothing was written."));
        }
        catch (Exception e) when (Unwritten.Problem(call.HttpContext, e) is { } problem)
        {
            return Told(call, problem);
        }
    }

    private static ProblemHttpResult Told(EndpointFilterInvocationContext call, ProblemDetails problem)
    {
        call.HttpContext.RequestServices.GetRequiredService<IngestMetrics>()
            .Refused(problem.Type![Problems.TypePrefix.Length..]);
        return TypedResults.Problem(problem);
    }
}
