using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// The cases that the current transaction changed, in a temporary table of the writing connection. An item that is
/// rolled back takes its cases out again, as the table obeys savepoints like any other.
/// </summary>
public static class TouchedCases
{
    public static Task Prepare(DbConnection connection) => connection.ExecuteAsync(
        """
        CREATE TEMPORARY TABLE IF NOT EXISTS touched_case (
            case_id  TEXT PRIMARY KEY,
            restates BIGINT NOT NULL -- 1: learnt late or corrected
        )
        """);

    public static PreparedCommand Touch(DbConnection connection) => new(connection,
        """
        INSERT INTO touched_case (case_id, restates) VALUES (@caseId, @restates)
            ON CONFLICT (case_id) DO UPDATE SET restates = CASE WHEN excluded.restates = 1 THEN 1 ELSE touched_case.restates END
        """,
        "caseId", "restates");
}
