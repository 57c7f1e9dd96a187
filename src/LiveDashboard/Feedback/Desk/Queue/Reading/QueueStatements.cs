namespace LiveDashboard.Feedback.Desk.Queue.Reading;

/// <summary>
/// The statements of the views: which cases, in which order. What a case is about narrows only among those that the
/// reader sees: else a filter would tell what a line without words does not.
/// </summary>
public static class QueueStatements
{
    /// <summary>By time left to the promise; those without one last. Walks case_clock_due.</summary>
    public const string Waiting =
        """
        SELECT c.case_id AS id, COALESCE(c.due_at, @never) AS at
          FROM case_clock c
          LEFT JOIN case_detail d ON d.case_id = c.case_id
          LEFT JOIN case_work w ON w.case_id = c.case_id
         WHERE c.replied_at IS NULL AND c.excluded = 0
           AND (@queue = '' OR COALESCE(d.queue, 'desk') = @queue)
           AND (@category = '' OR c.category_id = @category)
           AND (@area = '' OR c.area_id = @area)
           AND (@kind = '' OR c.case_kind = @kind)
           AND (@narrow = 0 OR COALESCE(d.queue, 'desk') IN @seen)
           AND (@assigned = 0 OR COALESCE(w.assigned_to, '') = @member)
           AND (@high = 0 OR w.priority = 1)
           AND (@alert <> 'unassigned' OR (w.assigned_to IS NULL AND c.received_at <= @now - @day))
           AND (@alert <> 'risk' OR (c.due_at > @now
                AND (c.due_at - @now < @hour OR 4 * (c.due_at - @now) < c.due_at - c.received_at)))
           AND (@alert <> 'missed' OR (c.due_at <= @now AND COALESCE(w.told_until, 0) <= @now))
           AND (COALESCE(c.due_at, @never) > @at OR (COALESCE(c.due_at, @never) = @at AND c.case_id > @after))
         ORDER BY c.due_at NULLS LAST, c.case_id
         LIMIT @most
        """;

    /// <summary>Answered and not closed, the oldest first. Walks case_clock_answered.</summary>
    public const string Answered =
        """
        SELECT c.case_id AS id, c.received_at AS at
          FROM case_clock c
          LEFT JOIN case_detail d ON d.case_id = c.case_id
          LEFT JOIN case_work w ON w.case_id = c.case_id
         WHERE c.replied_at IS NOT NULL AND c.resolved_at IS NULL AND c.excluded = 0
           AND (@queue = '' OR COALESCE(d.queue, 'desk') = @queue)
           AND (@category = '' OR c.category_id = @category)
           AND (@area = '' OR c.area_id = @area)
           AND (@kind = '' OR c.case_kind = @kind)
           AND (@narrow = 0 OR COALESCE(d.queue, 'desk') IN @seen)
           AND (@assigned = 0 OR COALESCE(w.assigned_to, '') = @member)
           AND (@high = 0 OR w.priority = 1)
           AND c.received_at >= @at AND (c.received_at > @at OR c.case_id > @after)
         ORDER BY c.received_at, c.case_id
         LIMIT @most
        """;

    /// <summary>Set aside, the oldest first. Walks case_clock_withheld.</summary>
    public const string Withheld =
        """
        SELECT c.case_id AS id, c.received_at AS at
          FROM case_clock c
          LEFT JOIN case_detail d ON d.case_id = c.case_id
          LEFT JOIN case_work w ON w.case_id = c.case_id
         WHERE c.excluded = 1
           AND (@queue = '' OR COALESCE(d.queue, 'desk') = @queue)
           AND (@category = '' OR c.category_id = @category)
           AND (@area = '' OR c.area_id = @area)
           AND (@kind = '' OR c.case_kind = @kind)
           AND (@narrow = 0 OR COALESCE(d.queue, 'desk') IN @seen)
           AND (@assigned = 0 OR COALESCE(w.assigned_to, '') = @member)
           AND (@high = 0 OR w.priority = 1)
           AND c.received_at >= @at AND (c.received_at > @at OR c.case_id > @after)
         ORDER BY c.received_at, c.case_id
         LIMIT @most
        """;

    /// <summary>The reader's own that are open: those that wait first. Begins with case_work_assigned.</summary>
    public const string Mine =
        """
        SELECT c.case_id AS id, COALESCE(c.due_at, @never) AS at
          FROM case_work w
          JOIN case_clock c ON c.case_id = w.case_id
          LEFT JOIN case_detail d ON d.case_id = c.case_id
         WHERE w.assigned_to = @me AND c.resolved_at IS NULL AND c.excluded = 0
           AND (@queue = '' OR COALESCE(d.queue, 'desk') = @queue)
           AND (@category = '' OR c.category_id = @category)
           AND (@area = '' OR c.area_id = @area)
           AND (@kind = '' OR c.case_kind = @kind)
           AND (@narrow = 0 OR COALESCE(d.queue, 'desk') IN @seen)
           AND (@high = 0 OR w.priority = 1)
         ORDER BY CASE WHEN c.replied_at IS NULL THEN 0 ELSE 1 END, c.due_at NULLS LAST, c.case_id
         LIMIT @most
        """;
}
