using LiveDashboard.Jobs;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveDashboard.Tests.Staff;

/// <summary>A member of staff as a test knows one: with all that is secret.</summary>
public sealed record Person(string Id, string Name, string Role, string Key);

/// <summary>The program with members of staff, under a clock that stands.</summary>
public sealed class StaffSite(DashboardApp app, FakeClock clock) : IAsyncDisposable
{
    public const string Password = "violet harbour seldom 41";

    // Slow on purpose, so once for all tests.
    private static string? _hash;

    public DashboardApp App => app;
    public FakeClock Clock => clock;

    /// <param name="jobs">Whether the timetable runs; else a job runs when the test says so, and not beside it.</param>
    public static async Task<StaffSite> Start(
        Engine engine = Engine.Sqlite, string[]? settings = null, Action<WebApplication>? map = null,
            ILoggerProvider? logs = null, bool jobs = true)
    {
        var clock = new FakeClock();
        var app = await DashboardApp.Start(engine, settings, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            if (logs is not null) services.AddSingleton(logs);
            if (!jobs) services.AddSingleton<IReadOnlyList<Entry>>([]);
        }, map);
        return new StaffSite(app, clock);
    }

    /// <summary>Somebody with a password, an authenticator app, and these recovery codes.</summary>
    public async Task<Person> Member(string name = "Ada", string role = StaffRole.Admin, params string[] recovery)
    {
        _hash ??= await app.Get<Passwords>().Hash(Password, CancellationToken.None);
        var invitations = app.Get<InvitationStore>();
        var code = await invitations.Make(Actor.Console, null, name, role, Invitation.Life, CancellationToken.None);
        var invitation = (await invitations.Open(code, CancellationToken.None))!;
        var way = new ChosenWay(_hash, invitation.AuthenticatorKey, 0, [.. recovery.Select(RecoveryCodes.Hash)], null);
        var id = await invitations.Accept(invitation, name, way, CancellationToken.None);
        return new Person(id!, name, role, invitation.AuthenticatorKey);
    }

    /// <summary>The code that the person's app shows now.</summary>
    public string CodeOf(Person person) => Totp.Code(person.Key, Totp.StepAt(clock.GetUtcNow()));

    public FormBrowser Browser() => new(app.Address);

    /// <summary>A browser in which the person has signed in with a code that was not used before.</summary>
    public async Task<FormBrowser> SignedIn(Person person)
    {
        clock.Advance(TimeSpan.FromSeconds(30));
        var browser = Browser();
        var answer = await browser.SignIn(person.Name, Password, CodeOf(person));
        Assert.Equal("/staff", answer.Location);
        return browser;
    }

    /// <summary>The same without the form: for tests that sign in many.</summary>
    public async Task<FormBrowser> WithSession(Person person)
    {
        var browser = Browser();
        var member = await app.Get<MemberStore>().Find(person.Id, CancellationToken.None);
        browser.Cookies[SessionCookie.Name] = await app.Get<SessionStore>()
            .Start(member!, "Firefox/Linux", null, CancellationToken.None);
        return browser;
    }

    public Task<IReadOnlyList<AuditEntry>> Audit() =>
        app.Get<AuditStore>().List(new AuditFilter(null, null, null, null), 1000, CancellationToken.None);

    public async Task<StaffMember> Find(Person person) =>
        (await app.Get<MemberStore>().Find(person.Id, CancellationToken.None))!;

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
