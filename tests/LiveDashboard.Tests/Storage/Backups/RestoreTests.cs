using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage.Backups;

/// <summary>What may take the place of the embedded database, and what may not.</summary>
public sealed class RestoreTests
{
    [Theory]
    [InlineData("text", "It is not a SQLite database.")]
    [InlineData("foreign", "It does not hold LiveDashboard's tables")]
    [InlineData("newer", "It was written by a newer LiveDashboard (schema 9000")]
    [InlineData("damaged", "")]
    [InlineData("cut", "")]
    [InlineData("wrong", "the events say 0, the table says 7")]
    [InlineData("orphan", "A row of case_event refers to one of feedback_case that is not there.")]
    public async Task A_file_that_is_not_sound_is_refused_and_nothing_changes(string fault, string why)
    {
        await using var data = await RunData.New();
        await MakeDatabase(data.Folder);
        var bad = await MakeFaulty(data, fault);
        var before = Contents(data.Folder);

        var refused = await ProgramRun.ToEnd(data, "restore", bad);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("was not restored: ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(why, refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Contents(data.Folder));
    }

    [Theory, InlineData("gone"), InlineData("torn"), InlineData("whole")]
    public async Task It_repairs_an_instance_whatever_is_left_of_it_with_a_backup_of_an_earlier_schema(string left)
    {
        await using var data = await RunData.New();
        var backup = Path.Combine(data.Folder, "earlier.copy");
        await Use(backup, async test =>
        {
            await test.Migrator.Run([.. Migration.All.Take(4)], CancellationToken.None);
            await test.WriteDirectly(connection => EarlierData.Insert(connection, 4));
        });
        await MakeDatabase(data.Folder);
        File.WriteAllText(Path.Combine(data.Folder, "instance"), "used");
        var file = Path.Combine(data.Folder, "dashboard.db");
        if (left == "gone") File.Delete(file);
        if (left == "torn")
        {
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..50_000]);
            File.WriteAllText(file + "-wal", "left behind");
        }

        var restored = await ProgramRun.ToEnd(data, "restore", backup);

        Assert.Equal("", restored.Errors);
        Assert.Contains("2 cases, 3 events", restored.Output, StringComparison.Ordinal);
        var check = await ProgramRun.ToEnd(data, "check");
        Assert.Equal((0, "Checked: sound. 2 cases, 3 events, 0 ballots, 0 readings, 0 thanks."), (check.ExitCode, check.Output.Trim()));
        await using var served = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"]);
        await served.Served();
    }

    [Theory]
    [InlineData("DELETE FROM waiting_hour", "the events say 1, the table says 0")]
    [InlineData("UPDATE schema_migration SET version = 9000 WHERE version = 1", "newer LiveDashboard")]
    public async Task A_check_says_what_is_wrong_and_what_to_do(string fault, string what)
    {
        await using var data = await RunData.New();
        await MakeDatabase(data.Folder);
        await Use(Path.Combine(data.Folder, "dashboard.db"), test => test.WriteDirectly(db => db.ExecuteAsync(fault)));
        var check = await ProgramRun.ToEnd(data, "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(what, check.Output, StringComparison.Ordinal);
        Assert.Contains("restore FILE", check.Errors, StringComparison.Ordinal);
    }

    /// <summary>A database of this schema with two cases, in a folder.</summary>
    private static Task MakeDatabase(string folder) => Use(Path.Combine(folder, "dashboard.db"), Fill);

    private static async Task Fill(TestFile test)
    {
        await test.Migrator.Run(CancellationToken.None);
        await test.WriteDirectly(connection => EarlierData.Insert(connection, 4));
    }

    private static async Task<string> MakeFaulty(RunData data, string fault)
    {
        if (fault == "text") return data.File("bad.copy", "no database at all, but long enough" + new string('.', 5000));
        var file = Path.Combine(data.Folder, "bad.copy");
        await Use(file, async test =>
        {
            if (fault != "foreign") await Fill(test);
            await test.WriteDirectly(db => db.ExecuteAsync(fault switch
            {
                "foreign" => "CREATE TABLE notes (id TEXT PRIMARY KEY)",
                "newer" => "INSERT INTO schema_migration (version, name, applied_at) VALUES (9000, '9000_later', 0)",
                "wrong" =>
                    """
                    INSERT INTO reply_total (scope_kind, scope_id, received, replied, promised)
                    VALUES ('kind', 'x', 7, 0, 0)
                    """,
                "orphan" => "PRAGMA foreign_keys = 0; DELETE FROM feedback_case WHERE id = 'b'",
                _ => "SELECT 1",
            }));
        });
        var bytes = File.ReadAllBytes(file);
        if (fault == "damaged") Array.Fill(bytes, (byte)0xFF, 8192, bytes.Length - 8192 - 4096);
        File.WriteAllBytes(file, fault == "cut" ? bytes[..(bytes.Length / 2)] : bytes);
        return file;
    }

    private static async Task Use(string file, Func<TestFile, Task> work)
    {
        await using var database = Database.Embedded(file);
        await work(new TestFile(database));
    }

    private static List<string> Contents(string folder) =>
        [.. Directory.GetFiles(folder, "dashboard*").Order()
            .Where(file => Path.GetExtension(file) is not (".db-wal" or ".db-shm"))
            .Select(file => Path.GetFileName(file) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];

    /// <summary>A database file at a place of the test's choosing.</summary>
    private sealed record TestFile(Database Database)
    {
        public Migrator Migrator => new(
            Database, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Migrator>.Instance);

        public async Task WriteDirectly(Func<System.Data.Common.DbConnection, Task> work)
        {
            await using var connection = await Database.OpenWriter(CancellationToken.None);
            await work(connection);
        }
    }
}
