using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage;

public sealed class MigratorTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_a_newer_program_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Write("INSERT INTO schema_migration (version, name, applied_at) VALUES (9000, '9000_later', 0)");
        var refused = await Assert.ThrowsAsync<CannotStartException>(test.Migrate);
        Assert.StartsWith(
            "The database was written by a newer LiveDashboard "
            + $"(schema 9000, this program knows {Migration.All[^1].Version}).",
            refused.Message, StringComparison.Ordinal);
        Assert.Equal(Migration.All.Count + 1, await test.Scalar<long>("SELECT COUNT(*) FROM schema_migration"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Running_twice_does_nothing_the_second_time(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var before = await test.Query<(long, string, long)>(
            "SELECT version, name, applied_at FROM schema_migration ORDER BY version");
        test.Clock.Advance(TimeSpan.FromDays(1));
        await test.Migrate();
        Assert.Equal(before, await test.Query<(long, string, long)>(
            "SELECT version, name, applied_at FROM schema_migration ORDER BY version"));
    }

    [PostgresFact]
    public async Task Of_nodes_that_start_at_once_one_migrates_and_the_others_find_it_done()
    {
        await using var test = await TestDatabase.NewEmpty(Engine.Postgres);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => test.Migrate()));
        Assert.Equal(Migration.All.Count, await test.Scalar<long>("SELECT COUNT(*) FROM schema_migration"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_migration_that_fails_leaves_nothing_of_itself_and_all_before_it(Engine engine)
    {
        await using var test = await TestDatabase.NewEmpty(engine);
        Migration[] migrations =
        [
            new(1, "0001_good", "CREATE TABLE good (id TEXT PRIMARY KEY)"),
            new(2, "0002_torn", "CREATE TABLE torn (id TEXT PRIMARY KEY); INSERT INTO missing (id) VALUES ('x')"),
        ];
        await Assert.ThrowsAnyAsync<DbException>(() => test.Migrator.Run(migrations, CancellationToken.None));
        Assert.Equal(["good", "schema_migration"], await Tables(test));
        Assert.Equal([1L], await test.Query<long>("SELECT version FROM schema_migration"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Data_of_every_earlier_schema_comes_through_the_upgrade(Engine engine)
    {
        for (var version = 1; version < Migration.All.Count; version++)
        {
            await using var test = await TestDatabase.NewEmpty(engine);
            await test.Migrator.Run([.. Migration.All.Take(version)], CancellationToken.None);
            await test.WriteDirectly(connection => EarlierData.Insert(connection, version));
            var before = await Contents(test);

            await test.Migrate();

            var after = await Contents(test);
            foreach (var (table, rows) in before)
                if (table != "schema_migration") Assert.True(after[table] >= rows, $"{table}, from schema {version}");
            Assert.Empty(await test.Differences());
            await test.Ledger.Record(
                [new NewCase("new", "web", null, null)],
                [new NewEvent(
                    "new", EventKind.Received, test.Clock.GetUtcNow(),
                    new CaseFacts(CaseKind.Concern, "lights", "north"))],
                CancellationToken.None);
            Assert.Empty(await test.Differences());
        }
    }

    [PostgresFact]
    public async Task Both_engines_have_the_same_tables_with_the_same_columns()
    {
        await using var sqlite = await TestDatabase.New(Engine.Sqlite);
        await using var postgres = await TestDatabase.New(Engine.Postgres);
        Assert.Equal(await Columns(sqlite), await Columns(postgres));
    }

    private static async Task<Dictionary<string, long>> Contents(TestDatabase test)
    {
        var contents = new Dictionary<string, long>();
        foreach (var table in await Tables(test))
            contents[table] = await test.Scalar<long>($"SELECT COUNT(*) FROM {table}");
        return contents;
    }

    private static Task<List<string>> Tables(TestDatabase test) => test.Query<string>(test.Engine == Engine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        : """
          SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name COLLATE "C"
          """);

    private static async Task<List<string>> Columns(TestDatabase test) => test.Engine == Engine.Sqlite
        ? await test.Query<string>(
            """
            SELECT m.name || '.' || c.name || ' ' || LOWER(c.type)
                   || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
              FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
             ORDER BY m.name, c.cid
            """)
        : await test.Query<string>(
            """
            SELECT table_name || '.' || column_name || ' ' || data_type
                   || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
              FROM information_schema.columns
             WHERE table_schema = 'public'
               AND table_name NOT IN (SELECT v.table_name FROM information_schema.views v WHERE v.table_schema = 'public')
             ORDER BY table_name COLLATE "C", ordinal_position
            """);
}
