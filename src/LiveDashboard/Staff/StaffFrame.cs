using LiveDashboard.Staff.SignIn;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using LiveDashboard.Web.Refusals;

namespace LiveDashboard.Staff;

/// <summary>What holds for every answer under /staff, whichever slice gives it.</summary>
public static class StaffFrame
{
    /// <summary>Headers, and words for refusals that have none. Before everything else.</summary>
    public static IApplicationBuilder UseStaffFrame(this IApplicationBuilder app) => app.UseWhen(
        http => StaffServices.IsStaff(http.Request),
        staff => staff.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always }))
            .Use(async (http, next) =>
    {
        if (!StaffServices.IsStaff(http.Request))
        {
            await next(http);
            return;
        }
        http.Features.Set(new OwnRefusals());
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.CacheControl = "no-store";
            OwnForms.SayOrigin(http.Response);
            return Task.CompletedTask;
        });
        await next(http);
        if (http.Response is
            {
                HasStarted: false, StatusCode: >= 400 and < 500, ContentType: null,
                ContentLength: null
            })
            await StaffRefusal.Write(http, http.Response.StatusCode switch
            {
                StatusCodes.Status403Forbidden => "role",
                StatusCodes.Status404NotFound => "missing",
                _ => "form",
            });
    });

    /// <summary>
    /// Changes come from our own pages alone, and a crowd that signs in is told to wait. Before the pages.
    /// </summary>
    public static IApplicationBuilder UseStaffGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!StaffServices.IsStaff(http.Request) || HttpMethods.IsGet(http.Request.Method)
            || HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }
        if (!OwnForms.IsOwn(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await StaffRefusal.Write(http, "form");
            return;
        }
        try
        {
            await next(http);
        }
        catch (TooBusyException) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await StaffRefusal.Wait(http, TimeSpan.FromSeconds(5));
        }
    });
}
