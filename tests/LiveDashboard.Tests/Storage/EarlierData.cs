using System.Data.Common;
using Dapper;

namespace LiveDashboard.Tests.Storage;

/// <summary>
/// What programs of earlier schemas have left in their tables. A new migration needs a new line here only when it
/// brings tables; rows are written as the program of that schema wrote them.
/// </summary>
public static class EarlierData
{
    private static readonly string[] BySchema =
    [
        """
        INSERT INTO setting (name, value) VALUES ('time_zone', 'Europe/London');
        INSERT INTO idempotency (key, request_hash, answer, written_at) VALUES ('key', 'hash', 'answer', 1780000000000)
        """,
        // One question, received 2026-06-09 09:00 UTC, answered an hour later; one concern of the same day still open.
        """
        INSERT INTO category (id, name, added_at) VALUES ('lights', 'Street lights', 1780000000000);
        INSERT INTO area (id, name, added_at) VALUES ('north', 'North', 1780000000000);
        INSERT INTO list_name (list, item_id, language, name) VALUES ('category', 'lights', 'fr', 'Éclairage public');
        INSERT INTO target (id, kind, category_id, within_ms, valid_from, valid_to) VALUES
            ('t', '', '', 259200000, 0, NULL);
        INSERT INTO feedback_case (id, source, external_id, subject, added_at) VALUES
            ('a', 'web', NULL, NULL, 1780995600000), ('b', 'desk', '7', 'A broken lamp', 1780995600000);
        INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at, case_kind, category_id, area_id, voids) VALUES
            ('a', 1, 'received', 1780995600000, 20613, 1780995600000, 'question', 'lights', 'north', NULL),
            ('a', 2, 'replied', 1780999200000, 20613, 1780999200000, NULL, NULL, NULL, NULL),
            ('b', 1, 'received', 1780995600000, 20613, 1780995600000, 'concern', 'lights', '', NULL);
        INSERT INTO case_clock (case_id, case_kind, category_id, area_id, received_at, received_day, due_at, replied_at,
                                replied_day, reply_bucket, resolved_at, reopened, excluded) VALUES
            ('a', 'question', 'lights', 'north', 1780995600000, 20613, 1781254800000, 1780999200000, 20613,
             (SELECT MAX(bucket) FROM duration_bucket WHERE from_ms <= 3600000), NULL, 0, 0),
            ('b', 'concern', 'lights', '', 1780995600000, 20613, 1781254800000, NULL, NULL, NULL, NULL, 0, 0);
        INSERT INTO reply_day (scope_kind, scope_id, day, received, replied, met, late, answered) VALUES
            ('all', '', 20613, 2, 1, 1, 0, 1);
        INSERT INTO reply_bucket (scope_kind, scope_id, day, bucket, n)
        SELECT s.scope_kind, s.scope_id, 20613, (SELECT MAX(bucket) FROM duration_bucket WHERE from_ms <= 3600000), 1
          FROM (SELECT 'all' AS scope_kind, '' AS scope_id UNION ALL SELECT 'category', 'lights'
                 UNION ALL SELECT 'area', 'north') s;
        INSERT INTO waiting_hour (scope_kind, scope_id, day, hour, due_hour, n) VALUES
            ('all', '', 20613, 494721, 494793, 1), ('category', 'lights', 20613, 494721, 494793, 1),
            ('area', '', 20613, 494721, 494793, 1);
        INSERT INTO reply_total (scope_kind, scope_id, received, replied, promised) VALUES
            ('all', '', 2, 1, 1), ('category', 'lights', 2, 1, 1), ('area', 'north', 1, 1, 0), ('area', '', 1, 0, 1)
        """,
        "INSERT INTO restated_day (day) VALUES (20613)",
        """
        INSERT INTO api_key (id, source, secret_hash, scopes, created_at, expires_at, revoked_at, last_used_at) VALUES
            ('k', 'crm', 'hash', 'cases:write', 1780000000000, 1811536000000, NULL, NULL)
        """,
        """
        INSERT INTO job_run (id, job, node, started_at, ended_at, outcome, reason) VALUES
            ('r', 'Recount', 'node:1', 1780000000000, 1780000001000, 'ok', NULL)
        """,
        """
        INSERT INTO staff_member (id, name, name_key, role, language, password_hash, authenticator_key, code_step,
                                  created_at, disabled_at) VALUES
            ('m', 'Desk', 'DESK', 'admin', '', NULL, NULL, 0, 1780000000000, NULL);
        INSERT INTO staff_audit (id, at, actor_id, actor, kind, subject, was, became) VALUES
            ('u', 1780000000000, 'm', 'Desk', 'joined', 'Desk', '', 'admin')
        """,
        """
        INSERT INTO case_detail (case_id, reference, code_hash, channel, queue, language, place) VALUES
            ('a', '7F-4KQ', 'hash', 'web', 'desk', 'en', 'Mill Lane');
        INSERT INTO case_text (case_id, seq, author, member_id, code, body) VALUES
            ('a', 1, 'resident', '', '', 'When is the walk?'), ('a', 2, 'staff', 'm', '', 'On Tuesday.');
        INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at) VALUES
            ('a', 3, 'rated', 1781000000000, 20613, 1781000000000), ('a', 4, 'rated', 1781100000000, 20614, 1781100000000);
        INSERT INTO case_text (case_id, seq, author, member_id, code, body) VALUES
            ('a', 3, 'resident', '', 'no', ''), ('a', 4, 'resident', '', 'yes', '');
        INSERT INTO case_sender (case_id, name, contact, safe_contact, hidden_from_public, hidden_from_staff) VALUES
            ('a', 'Sam', 'sam@example.org', '', 1, 0);
        INSERT INTO erasure_request (case_id, asked_at) VALUES ('a', 1781000000000)
        """,
        """
        INSERT INTO case_work (case_id, assigned_to, priority, told_until) VALUES ('b', 'm', 1, NULL);
        INSERT INTO case_claim (case_id, member_id, held_until, wrote_at) VALUES ('b', 'm', 1781000000000, 0);
        INSERT INTO reply_draft (case_id, member_id, body, saved_at) VALUES ('b', 'm', 'We look', 1781000000000);
        INSERT INTO reply_template (id, name, language, body, saved_at) VALUES ('t', 'Thanks', 'en', 'Thank you.', 1781000000000)
        """,
        """
        INSERT INTO publication (case_id, entered_at, revision, title, said, did, why, edit_reason, edit_note, edited_at) VALUES
            ('a', 1781000000000, 1, '', 'When is the walk?', 'On Tuesday.', '', '', '', NULL);
        INSERT INTO publication_surface (case_id, surface, state, reason, note, decision_id, decided_at, shown_from) VALUES
            ('a', 'web', 'approved', '', '', 'd', 1781000000000, 1781000030000)
        """,
        """
        INSERT INTO pulse_batch (id, statement, wanted, closed_at) VALUES ('p', 1, 7, NULL);
        INSERT INTO pulse_answer (id, batch_id, score) VALUES ('x', 'p', 4);
        INSERT INTO pulse_tally (batch_id, score, n) VALUES ('p', 4, 1)
        """,
        """
        INSERT INTO keeping_period (what, days, set_at) VALUES ('contact', 30, 1781000000000);
        INSERT INTO legal_hold (case_id, reason, set_by, set_at) VALUES ('b', 'A court asks', 'Desk', 1781000000000)
        """,
        """
        INSERT INTO forum (id, slug, code, name, language, starts_at, state, rehearsal, asking, view, cover, notice, version,
                           steered_until, made_by, made_at) VALUES
            ('f', '2026-06-09-a1b2c3', '482913', 'Night patrols', 'en', 1781000000000, 'open', 0, 'checked', 'join', '', '', 3,
             0, 'Desk', 1780990000000);
        INSERT INTO participant (id, forum_id, name, joined_at) VALUES ('p', 'f', '', 1781000000000);
        INSERT INTO poll (id, forum_id, place, kind, title, low, high, unit, named, changeable, live, small_room, state, round) VALUES
            ('q', 'f', 1, 'yesno', 'Later?', 0, 1, '', 0, 1, 0, 0, 'open', 1);
        INSERT INTO ballot (poll_id, round, participant_id, id, revision, sent) VALUES ('q', 1, 'p', 'b', 1, 's');
        INSERT INTO ballot_choice (ballot_id, choice, amount, words) VALUES ('b', 1, 1, '');
        INSERT INTO poll_tally (poll_id, round, source, choice, n, amount) VALUES ('q', 1, 'phones', 0, 1, 1), ('q', 1, 'phones', 1, 1, 1)
        """,
        """
        INSERT INTO question (id, forum_id, participant_id, sent, language, body, original, state, was, reason, merged_into,
                              asked_at, moved_at, case_reference) VALUES
            ('u', 'f', 'p', 's', 'en', 'Who pays?', '', 'live', 'pending', '', NULL, 1781000000000, 1781000010000, '')
        """,
        """
        INSERT INTO forum (id, slug, code, name, language, starts_at, state, rehearsal, asking, view, cover, notice, version,
                           steered_until, made_by, made_at, ended_at, ended_code) VALUES
            ('g', '2026-05-09-a1b2c4', NULL, 'Paths', 'en', 1778000000000, 'ended', 0, 'off', 'join', '', '', 9, 0, 'Desk',
             1777990000000, 1778003600000, '482914')
        """,
        """
        INSERT INTO promise (id, forum_id, body, owner, due_at, state, reason, made_at, settled_at) VALUES
            ('r', 'g', 'More light', 'Roads', 1790000000000, 'open', '', 1778003000000, NULL)
        """,
        // From here on a rating is counted when it is given.
        """
        INSERT INTO case_rating (case_id, day, rating) VALUES ('a', 20613, 'yes');
        INSERT INTO rating_day (day, rating, n) VALUES (20613, 'yes', 1)
        """,
        """
        UPDATE poll SET tier = 'room' WHERE id = 'q';
        UPDATE participant SET in_room_at = 1781000000000 WHERE id = 'p';
        UPDATE forum SET room_key = 'k' WHERE id = 'f'
        """,
        """
        INSERT INTO screen (id, name, place, token, paired_at, paired_by, languages, panels, theme, zoom, safe, dwell, day_from,
                            day_to, night, pin_forum, version, instance, former, panel, cover, conn, build, figures, viewport)
        VALUES ('s', 'Lobby', '', 'hash', 1781000000000, 'Ada', 'en', 'reply,waiting', 'dark', 100, 40, 0, 360, 1320, 'dim', 1, 1,
                '', '', '', '', '', '', '', '');
        INSERT INTO screen_order (id, screen_id, kind, value, other, member_id, issued_by, issued_at, ends_at, confirmed_by)
        VALUES ('o', 's', 'notice', 'Closed at noon', '', 'm', 'Ada', 1781000000000, 1781003600000, '')
        """,
        """
        INSERT INTO initiative (id, slug, kind, owner, first_day, last_day, state, origin, added_at, version) VALUES
            ('i', 'walks', 'watch', 'The community team', 739617, 739981, 'open', '', 1781000000000, 1);
        INSERT INTO metric (id, initiative_id, position, combine, better, every, grace_days, target_milli, people, definition,
                            name_en, name_fr, unit_en, unit_fr) VALUES
            ('m', 'i', 0, 'sum', 'more', 'month', 14, 12000, 0, 1, 'Walks', '', 'walks', '');
        INSERT INTO metric_reading (metric_id, period, part, version, value_milli, weight, source, note, reason, withdrawn, way,
                                    entered_by, entered_at) VALUES
            ('m', 739737, '', 1, 2000, 1, '', '', '', 0, 'form', 'Ada', 1781000000000);
        INSERT INTO metric_value (metric_id, period, part, version, value_milli, weight, entered_at) VALUES
            ('m', 739737, '', 1, 2000, 1, 1781000000000);
        INSERT INTO metric_period (metric_id, period, readings, sum_milli, weight, last_milli, changed_at) VALUES
            ('m', 739737, 1, 2000, 1, 2000, 1781000000000);
        INSERT INTO metric_total (metric_id, readings, sum_milli, weight, changed_at) VALUES ('m', 1, 2000, 1, 1781000000000)
        """,
        """
        INSERT INTO statistic (id, slug, name_en, name_fr, unit_en, unit_fr, source, licence, about_en, about_fr, origin,
                               first_month, last_month, revision, imported_at, k) VALUES
            ('st', 'crime', 'Crime', '', 'offences', '', 'Police', 'OGL', '', '', '', 24302, 24302, 1, 1781000000000, 5);
        INSERT INTO statistic_cell (statistic_id, category, area, month, n, shown) VALUES ('st', 0, 0, 24302, 40, 1)
        """,
        """
        INSERT INTO community_event (id, slug, name_en, name_fr, about_en, about_fr, place, host, starts_at, ends_at, all_day,
                                     sign_up, capacity, closes_at, metric_id, state, reason, origin, added_at, published_at,
                                     changed_at, sequence, version, list_turn) VALUES
            ('e', '2026-06-09-walk', 'Walk', '', '', '', 'The market', 'The community team', 1781020800000, 1781028000000, 0,
             1, 20, 1781020800000, 'm', 'held', '', '', 1781000000000, 1781000000000, 1781030000000, 0, 3, 1);
        INSERT INTO event_sign_up (event_id, seq, code_hash, people, state, name, contact, language, signed_at) VALUES
            ('e', 1, 'hash', 2, 'place', 'Sam', '', 'en', 1781010000000);
        INSERT INTO event_attendance (event_id, version, people, reason, entered_by, entered_at) VALUES
            ('e', 1, 17, '', 'Ada', 1781030000000)
        """,
        """
        INSERT INTO story (id, slug, kind, day, proof_kind, proof_key, state, reason, origin, title_en, title_fr, body_en,
                           body_fr, added_at, shown_at, changed_at, version) VALUES
            ('s1', 'walks', 'safety', 739737, 'metric', 'm', 'published', '', '', 'Walks', '', 'Text', '', 1781000000000,
             1781000000000, 1781000000000, 1);
        INSERT INTO story_thank (story_id, voice) VALUES ('s1', 'v');
        INSERT INTO story_thanks (story_id, n) VALUES ('s1', 1);
        INSERT INTO decision (id, slug, origin, added_at, version) VALUES ('d1', 'lamps', '', 1781000000000, 1);
        INSERT INTO decision_version (decision_id, version, state, stage, office, day, next_day, title_en, title_fr, what_en,
                                      what_fr, why_en, why_fr, words_en, words_fr, others_en, others_fr, next_en, next_fr,
                                      reason, saved_by, saved_at) VALUES
            ('d1', 1, 'published', 'taken', 'The works office', 739737, NULL, 'Lamps', '', 'What', '', 'Why', '', 'Words', '',
             '', '', '', '', '', 'Ada', 1781000000000);
        INSERT INTO decision_source (decision_id, version, position, kind, place) VALUES ('d1', 1, 0, 'initiative', 'walks');
        INSERT INTO guide (id, slug, state, reason, origin, checked, title_en, title_fr, about_en, about_fr, body_en, body_fr,
                           added_at, changed_at, version) VALUES
            ('g1', 'homes', 'published', '', '', 739737, 'Homes', '', '', '', 'Text', '', 1781000000000, 1781000000000, 1);
        INSERT INTO guide_place (guide_id, position, kind, place) VALUES ('g1', 0, 'statistic', 'crime')
        """,
        """
        INSERT INTO subscription (id, address, language, rhythm, topics, confirm_hash, stop_token, asked_at, confirmed_at,
                                  news_until) VALUES
            ('su', 'sam@northgate.example', 'en', 'daily', 'cases initiatives/walks', NULL, 'stop', 1781000000000, 1781001000000,
             1781001000000);
        INSERT INTO letter (id, subscription_id, address, subject, body, stop, made_at, due_at, tries) VALUES
            ('l', 'su', 'sam@northgate.example', 'New', 'A lamp', 'stop', 1781002000000, 1781002000000, 0)
        """,
        """
        INSERT INTO statistic_change (statistic_id, revision, month, was, became) VALUES ('st', 1, 24303, 40, NULL)
        """,
        // The question was closed meanwhile: what counts closed cases begins with it.
        """
        INSERT INTO subscription (id, address, language, rhythm, topics, about, confirm_hash, stop_token, asked_at,
                                  confirmed_at, news_until, told_from, told) VALUES
            ('so', 'sam@northgate.example', 'en', 'at-once', '', 'case:a', NULL, 'end', 1781000000000, 1781001000000,
             1781000000000, 1781002000000, 1);
        INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at) VALUES
            ('a', 5, 'resolved', 1781200000000, 20615, 1781200000000);
        UPDATE case_clock SET resolved_at = 1781200000000 WHERE case_id = 'a'
        """,
        "INSERT INTO closed_quarter (quarter, closed, rated) VALUES (1979111, 1, 1)",
    ];

    /// <summary>Fills the tables of a schema version as its program would have.</summary>
    public static async Task Insert(DbConnection connection, int version)
    {
        foreach (var rows in BySchema.Take(version)) await connection.ExecuteAsync(rows);
    }
}
