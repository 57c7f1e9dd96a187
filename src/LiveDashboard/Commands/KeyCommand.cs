using System.CommandLine;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Storage;

namespace LiveDashboard.Commands;

/// <summary><c>key</c>: the keys of connected systems that send cases.</summary>
public static class KeyCommand
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>The program's own sources, under which no other system may send.</summary>
    private static readonly string[] OwnSources = ["web", "desk"];

    private static readonly Option<string> KeyName = new("--name")
    {
        Description = "The system that sends. It is also the source of its cases: two keys of one name see the same cases, "
            + "which is how a key is replaced; the name of an import profile goes on where that import ended.",
        Required = true,
    };

    private static readonly Option<string> Scope = new("--scope")
    {
        Description = $"What the key may do, separated by commas: {string.Join(", ", ApiScope.All)}.",
        DefaultValueFactory = _ => string.Join(',', ApiScope.All),
    };

    private static readonly Option<string> Expires = new("--expires")
    {
        Description = "How long it is good, as in 12h or 90d; at most 366d.",
        HelpName = "TIME",
        DefaultValueFactory = _ => "365d",
    };

    private static readonly Argument<string> Id = new("ID") { Description = "The key's id, as key list shows it." };

    public static Command Create()
    {
        var create = new Command(
            "create", "Make a key. It is printed once and stored nowhere: keep it where secrets are kept.")
        { KeyName, Scope, Expires };
        create.SetAction((parse, ct) => Shell.Run(parse, app => Create(parse, app, ct)));
        var list = new Command("list", "Show all keys, and when each was last used (to the hour).");
        list.SetAction((parse, ct) => Shell.Run(parse, app => List(app, ct)));
        var revoke = new Command("revoke", "End a key at once. The cases that it sent stay.") { Id };
        revoke.SetAction((parse, ct) => Shell.Run(parse, app => Revoke(parse, app, ct)));
        return new Command(
            "key", "The keys of connected systems that send cases. On the embedded database, stop the server first.")
        { create, list, revoke };
    }

    private static async Task<int> Create(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        await Shell.RefuseDemonstration(app, ct);
        var name = parse.GetRequiredValue(KeyName).Trim();
        if (CaseText.ProblemOfId(name) is { } problem || OwnSources.Contains(name))
            throw new CannotStartException(
                $"'{name}' cannot be the name of a key; "
                + "write the name of the system that sends.");
        var scopes = parse.GetRequiredValue(Scope)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct().ToArray();
        if (scopes.Length == 0 || scopes.Except(ApiScope.All).Any())
            throw new CannotStartException($"A scope is one of {string.Join(", ", ApiScope.All)}.");
        var lifetime = Shell.TimeOf(parse.GetRequiredValue(Expires));
        if (lifetime > LongestLife)
            throw new CannotStartException(
                "A key is good for at most 366d. Make the next one before it ends; both work meanwhile.");

        var secret = await app.Services.GetRequiredService<ApiKeyStore>().Create(name, scopes, lifetime, ct);
        Console.WriteLine(secret);
        // Not on the output, so that it can be piped to where secrets are kept.
        await Console.Error.WriteLineAsync(
            $"This is the only time that the key is shown. Its id is {secret.Id}; end it with: key revoke {secret.Id}");
        return 0;
    }

    private static async Task<int> List(WebApplication app, CancellationToken ct)
    {
        var keys = await app.Services.GetRequiredService<ApiKeyStore>().List(ct);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var key in keys)
            Console.WriteLine(
                $"{key.Id}  {key.Source}  {string.Join(',', key.ScopeList)}  made {Day(key.CreatedAt)}, "
                + (key.RevokedAt is { } revoked ? $"revoked {Day(revoked)}"
                    : $"{(key.Over(now) is null ? "good until" : "expired")} {Day(key.ExpiresAt)}")
                + (key.LastUsedAt is { } used ? $", last used {DateTimeOffset.FromUnixTimeMilliseconds(used):yyyy-MM-dd HH}h UTC" : ", never used"));
        if (keys.Count == 0) Console.WriteLine("There is no key. Make one, as in: key create --name crm");
        return 0;
    }

    private static async Task<int> Revoke(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var id = parse.GetRequiredValue(Id);
        if (!await app.Services.GetRequiredService<ApiKeyStore>().Revoke(id, ct))
            throw new CannotStartException($"There is no good key '{id}'; key list shows them.");
        return await List(app, ct);
    }

    private static string Day(long at) => $"{DateTimeOffset.FromUnixTimeMilliseconds(at):yyyy-MM-dd}";
}
