using System.Collections.Concurrent;
using Dapper;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.Logging;

namespace LiveDashboard.Tests.Staff;

/// <summary>What opens something is written nowhere: not in the log, and in the database only as a hash.</summary>
public sealed class SecretsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_that_opens_something_is_logged_or_stored(Engine engine)
    {
        using var logs = new Logs();
        await using var site = await StaffSite.Start(engine,
            ["--Logging:LogLevel:Default", "Information", "--Logging:LogLevel:LiveDashboard", "Trace"], logs: logs);
        var recovery = RecoveryCodes.New();
        var ada = await site.Member("Ada", "admin", [.. recovery]);
        var invitation = await site.App.Get<InvitationStore>()
            .Make(Actor.Console, null, "Bob", "viewer", Invitation.Life, CancellationToken.None);
        using var browser = await site.SignedIn(ada);
        var used = site.CodeOf(ada);
        await browser.SignIn("Ada", StaffSite.Password, recovery[0]);
        var token = browser.Cookies[SessionCookie.Name];
        await browser.SignIn("Ada", "a wrong password 77", used);
        await browser.Submit("/staff/welcome", FormBrowser.Fields(("code", invitation)));

        string[] secrets = [StaffSite.Password, "a wrong password 77", .. recovery, invitation, token,
            browser.Cookies["__Host-form"]];
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line =>
            secrets.Append(ada.Key).Any(secret => line.Contains(secret, StringComparison.Ordinal)));

        await using var db = await site.App.Get<Database>().Read(CancellationToken.None);
        var stored = await db.QueryAsync<string>(
            """
            SELECT COALESCE(password_hash, '') FROM staff_member
             UNION ALL SELECT code_hash FROM staff_recovery
             UNION ALL SELECT code_hash FROM staff_invitation
             UNION ALL SELECT token_hash FROM staff_session
             UNION ALL SELECT actor || subject || was || became FROM staff_audit
            """);
        Assert.DoesNotContain(stored, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>Keeps every line.</summary>
    private sealed class Logs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState,
            Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
