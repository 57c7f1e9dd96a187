using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// The cases that the current transaction changed, in temporary tables of the writing connection. An item that is
/// rolled back takes its cases out again, as the tables obey savepoints like any other.
/// </summary>
public static class TouchedCases
{
    public static Task Prepare(DbConnection connection) => connection.ExecuteAsync(EngineText.For(connection,
        """
        CREATE TEMPORARY TABLE IF NOT EXISTS touched_case (
            case_id  TEXT   PRIMARY KEY,
            restates BIGINT NOT NULL -- 1: learnt late or corrected
        ) /* ON COMMIT DELETE ROWS */ /* WITHOUT ROWID */;

        -- Where they stand, as case_clock has it: read once from there, and then for each aggregate from here.
        CREATE TEMPORARY TABLE IF NOT EXISTS touched_clock (
            case_id      TEXT   PRIMARY KEY,
            restates     BIGINT NOT NULL,
            case_kind    TEXT   NOT NULL,
            category_id  TEXT   NOT NULL,
            area_id      TEXT   NOT NULL,
            received_at  BIGINT NOT NULL,
            received_day BIGINT NOT NULL,
            due_at       BIGINT,
            replied_at   BIGINT,
            replied_day  BIGINT,
            reply_bucket BIGINT,
            resolved_at  BIGINT,
            reopened     BIGINT NOT NULL,
            excluded     BIGINT NOT NULL
        ) /* ON COMMIT DELETE ROWS */ /* WITHOUT ROWID */
        """));

    public static PreparedCommand Touch(DbConnection connection) => new(connection,
        """
        INSERT INTO touched_case (case_id, restates) VALUES (@caseId, @restates)
            ON CONFLICT (case_id) DO UPDATE SET restates = CASE WHEN excluded.restates = 1 THEN 1 ELSE touched_case.restates END
        """,
        "caseId", "restates");
}
