using System.Security.Cryptography;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveDashboard.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _folder = TestFolder.New();
    private string File_ => Path.Combine(_folder, "dashboard.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_belongs_to_one_program_at_a_time()
    {
        using (DataFolder.Take(_folder))
        {
            var refused = Assert.Throws<CannotStartException>(() => DataFolder.Take(_folder));
            Assert.StartsWith(
                $"Another LiveDashboard uses the data folder {_folder}.", refused.Message, StringComparison.Ordinal);
        }
        DataFolder.Take(_folder).Dispose(); // free again
    }

    [Fact]
    public void A_new_folder_is_made()
    {
        var path = Path.Combine(_folder, "one", "two");
        DataFolder.Take(path).Dispose();
        Assert.True(Directory.Exists(path));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused_and_stays()
    {
        var path = Path.Combine(_folder, "taken");
        File.WriteAllText(path, "mine");
        var refused = Assert.Throws<CannotStartException>(() => DataFolder.Take(path));
        Assert.StartsWith($"The data folder {path} cannot be made: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        if (!OperatingSystem.IsLinux()) return; // /sys takes no folders, not even of root
        var refused = Assert.Throws<CannotStartException>(() => DataFolder.Take("/sys/dashboard"));
        Assert.StartsWith("The data folder /sys/dashboard cannot be made: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sys/kernel")]
    [InlineData("/proc/self")]
    public void A_folder_that_cannot_be_written_to_is_refused_for_that_reason(string path)
    {
        if (!OperatingSystem.IsLinux()) return; // these take no files, not even of root
        var refused = Assert.Throws<CannotStartException>(() => DataFolder.Take(path));
        Assert.Contains("cannot be written to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_after_use_is_not_replaced_by_an_empty_one()
    {
        await Use();
        File.Delete(File_);
        Refused($"The data folder {_folder} was in use, but its database dashboard.db is gone.");
        Assert.False(File.Exists(File_));
    }

    [Fact]
    public async Task An_empty_database_file_is_refused()
    {
        await Use();
        File.WriteAllBytes(File_, []);
        Refused($"The database {File_} cannot be used: it is empty (0 bytes). Restore it from a backup;");
    }

    [Fact]
    public async Task A_first_start_that_ended_before_it_wrote_anything_can_be_made_again()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(File_, []);
        await Use();
        DataFolder.Take(_folder).Dispose();
    }

    [Fact]
    public async Task A_file_of_random_bytes_is_refused()
    {
        await Use();
        var random = new byte[20_000];
        new Random(1).NextBytes(random);
        File.WriteAllBytes(File_, random);
        Refused($"The database {File_} cannot be used: it is not a SQLite database. Restore it");
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.01)]
    public async Task A_database_that_was_cut_short_is_refused(double left)
    {
        await Use();
        var bytes = File.ReadAllBytes(File_);
        File.WriteAllBytes(File_, bytes[..(int)(bytes.Length * left)]);
        Refused($"The database {File_} cannot be used: ");
    }

    [Fact]
    public async Task A_whole_database_is_taken_again()
    {
        await Use();
        DataFolder.Take(_folder).Dispose();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_time_zone_that_differs_from_the_one_the_days_were_counted_in_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var checks = new StartChecks(test.Database, NullLogger<StartChecks>.Instance);
        await checks.Run("Europe/London", CancellationToken.None);
        await checks.Run("Europe/London", CancellationToken.None);
        var refused = await Assert.ThrowsAsync<CannotStartException>(
            () => checks.Run("America/New_York", CancellationToken.None));
        Assert.StartsWith(
            "The days in this database were counted in the time zone Europe/London, "
            + "but Provider:TimeZone is America/New_York.",
            refused.Message, StringComparison.Ordinal);
        Assert.Equal("Europe/London", await test.Scalar<string>("SELECT value FROM setting WHERE name = 'time_zone'"));
    }

    [PostgresFact]
    public async Task A_server_that_acknowledges_before_it_has_written_is_refused()
    {
        await using var test = await TestDatabase.New(Engine.Postgres);
        var careless = test.Where + ";Options=-c synchronous_commit=off";
        await using var database = Database.Server(careless);
        var refused = await Assert.ThrowsAsync<CannotStartException>(
            () => new StartChecks(database, NullLogger<StartChecks>.Instance)
                .Run("Europe/London", CancellationToken.None));
        Assert.StartsWith("PostgreSQL runs with synchronous_commit = off", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What a first run leaves behind.</summary>
    private async Task Use()
    {
        using var folder = DataFolder.Take(_folder);
        await using (var database = Database.Embedded(folder.DatabaseFile))
            await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance)
                .Run(CancellationToken.None);
        folder.MarkUsed();
    }

    private void Refused(string sentence)
    {
        var before = Contents();
        var refused = Assert.Throws<CannotStartException>(() => DataFolder.Take(_folder));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    private List<string> Contents() =>
        [.. Directory.GetFiles(_folder).Where(file => Path.GetFileName(file) != "lock").Order()
            .Select(file => Path.GetFileName(file) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];
}
