using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

/// <summary>The lane takes SQLite's log into the file by itself, and keeps it small.</summary>
public sealed class WriteAheadLogTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task The_log_is_taken_in_and_used_again()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await Write(test, megabytes: 60);
        Assert.InRange(WriteAheadLog.Bytes(test.Where), 0, 32 * Megabyte);
        Assert.InRange(new FileInfo(test.Where).Length, 30 * Megabyte, long.MaxValue);
    }

    [Fact]
    public async Task A_log_that_grew_while_somebody_read_is_made_small_after()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using (var reader = await test.Database.ReadSnapshot(CancellationToken.None))
        {
            await Dapper.SqlMapper.ExecuteScalarAsync<long>(reader.Connection, "SELECT COUNT(*) FROM setting");
            await Write(test, megabytes: 90);
            Assert.InRange(WriteAheadLog.Bytes(test.Where), WriteAheadLog.Large, long.MaxValue);
        }
        await Eventually.Holds(async () =>
        {
            await Write(test, megabytes: 0);
            return WriteAheadLog.Bytes(test.Where) < Megabyte;
        });
        Assert.Equal("ok", await test.Scalar<string>("PRAGMA integrity_check"));
    }

    private static async Task Write(TestDatabase test, int megabytes)
    {
        for (var written = 0; written <= megabytes; written++)
            await test.Write(
                "INSERT INTO setting (name, value) VALUES (@name, @value)",
                new { name = Guid.NewGuid().ToString(), value = new string('x', written == 0 ? 1 : Megabyte) });
    }
}
