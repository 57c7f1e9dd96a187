using System.Data.Common;
using Dapper;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>A case as who decides sees it: the public text, what was written, how it stands. Times are Unix milliseconds.</summary>
public sealed record ReviewedCase
{
    public string CaseId { get; init; } = "";
    public string Reference { get; init; } = "";
    public long Revision { get; init; }
    public long Seq { get; init; }
    public long EnteredAt { get; init; }
    public long ReceivedAt { get; init; }
    public string Language { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    /// <summary>As it would be shown; "" when it would not.</summary>
    public string Name { get; init; } = "";
    public string Title { get; init; } = "";
    public string Said { get; init; } = "";
    public string Did { get; init; } = "";
    public string Why { get; init; } = "";
    public string EditReason { get; init; } = "";
    public string EditNote { get; init; } = "";
    /// <summary>What the resident wrote.</summary>
    public string Message { get; init; } = "";
    /// <summary>What staff answered last.</summary>
    public string Answer { get; init; } = "";
    public string Web { get; init; } = "";
    public string Lobby { get; init; } = "";
    public long? AppealedAt { get; init; }
    public string Appeal { get; init; } = "";
    /// <summary>"" as long as it is open.</summary>
    public string AppealDecision { get; init; } = "";
    /// <summary>1: who asks has decided before the appeal, and so may not decide again.</summary>
    public long Mine { get; init; }

    public string State(string surface) => surface == Surface.Web ? Web : Lobby;
    public PublicWords Words => new(Title, Said, Did, Why, EditReason, EditNote);

    /// <summary>Inside a transaction or out of it; null when it is none that may be shown.</summary>
    /// <param name="reference">"" when the id is known, and the other way round.</param>
    public static Task<ReviewedCase?> Read(DbConnection db, string caseId, string reference, string memberId) =>
        db.QuerySingleOrDefaultAsync<ReviewedCase?>(
            """
            SELECT p.case_id, d.reference, p.revision, p.entered_at, c.received_at, d.language, c.category_id, c.area_id,
                   COALESCE(n.name, '') AS name, p.title, p.said, p.did, p.why, p.edit_reason, p.edit_note,
                   COALESCE((SELECT t.body FROM case_event e JOIN case_text t ON t.case_id = e.case_id AND t.seq = e.seq
                              WHERE e.case_id = p.case_id AND e.kind = 'received'
                                AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
                              ORDER BY e.seq DESC LIMIT 1), '') AS message,
                   COALESCE((SELECT t.body FROM case_event e JOIN case_text t ON t.case_id = e.case_id AND t.seq = e.seq
                              WHERE e.case_id = p.case_id AND e.kind IN ('replied', 'resolved')
                                AND t.author = 'staff' AND t.body <> ''
                                AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
                              ORDER BY e.at DESC, e.seq DESC LIMIT 1), '') AS answer,
                   w.state AS web, l.state AS lobby, a.asked_at AS appealed_at, COALESCE(a.body, '') AS appeal,
                   COALESCE(a.decision, '') AS appeal_decision,
                   (SELECT MAX(e.seq) FROM case_event e WHERE e.case_id = p.case_id) AS seq,
                   CAST(CASE WHEN EXISTS (SELECT 1 FROM publication_decision x
                                           WHERE x.case_id = p.case_id AND x.member_id = @memberId
                                             AND x.undone_at IS NULL AND x.at <= a.asked_at
                                             AND x.decision NOT IN ('upheld', 'granted'))
                             THEN 1 ELSE 0 END AS BIGINT) AS mine
              FROM publication p
              JOIN case_detail d ON d.case_id = p.case_id
              JOIN case_clock c ON c.case_id = p.case_id
              JOIN publication_surface w ON w.case_id = p.case_id AND w.surface = 'web'
              JOIN publication_surface l ON l.case_id = p.case_id AND l.surface = 'lobby'
              LEFT JOIN case_sender n ON n.case_id = p.case_id AND n.hidden_from_public = 0
              LEFT JOIN publication_appeal a ON a.case_id = p.case_id
             WHERE (p.case_id = @caseId OR d.reference = @reference)
               AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL
            """,
            new { caseId, reference, memberId });
}

/// <summary>A public text, as a moderator leaves it.</summary>
/// <param name="EditReason">Why <paramref name="Said"/> or <paramref name="Did"/> is not what was written; "" it is.</param>
public sealed record PublicWords(string Title, string Said, string Did, string Why, string EditReason, string EditNote)
{
    /// <summary>Whether something that somebody wrote is shown otherwise. A title and a why are always the moderator's.</summary>
    public bool Differs(ReviewedCase from) =>
        FormText.Lines(Said) != FormText.Lines(from.Message) || (from.Answer.Length > 0 && FormText.Lines(Did) != FormText.Lines(from.Answer));

    /// <summary>All of it, to look for words in.</summary>
    public string Everything => string.Join('\n', Title, Said, Did, Why);
}
