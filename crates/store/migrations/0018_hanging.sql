-- What hangs on a finished record is finished with it. src/lock.rs tells for each kind what may still be added after a close,
-- and why; this file is that list as triggers.
--   * A closed or struck-off concern, or a void one, keeps its sanctions, talks, communications, counselling, refusals,
--     guidance, education and links as they are. Care, talks and notices go on after the close and are added when they
--     happened on the closing day or later: what happened before had to be entered before, or a close could be made to look whole
--     afterwards. Reports to the bureau (续报, 终报) are rows of their own and are added at any time.
--   * An appeal or a county review opens the case first (closed → under_review), as a repetition does (→ investigating). What
--     the case said when it was closed is kept in `reopening`, and what had been written by then stays for good.
--   * The words of the June report are replaced by a row of their own, never overwritten.
--   * A new row never takes the place of another: without recursive_triggers, which every shell has off, REPLACE deletes past
--     the delete triggers. `taken:` and the table is the message then, since it is a doubled key and no lock.
--   * Rows are compared by their values and not by UPDATE OF, which a row number set under the name rowid passes by.

-- What a concern said each time it was opened again. Written by the database itself, so that no path leaves it out.
CREATE TABLE reopening (
    position     INTEGER PRIMARY KEY,
    concern_id   TEXT NOT NULL REFERENCES concern (id),
    status       TEXT NOT NULL CHECK (length(status) <= 40),
    closed_on    TEXT CHECK (date(closed_on) IS closed_on AND closed_on BETWEEN '1950-01-01' AND '2099-12-31'),
    result       TEXT CHECK (length(result) <= 40),
    severity     TEXT CHECK (length(severity) <= 40),
    tier         TEXT CHECK (length(tier) <= 40),
    report_level TEXT CHECK (length(report_level) <= 40),
    finding      TEXT CHECK (length(finding) <= 4000)
) STRICT;
CREATE INDEX reopening_by_concern ON reopening (concern_id);

-- Words that take the place of others name them.
ALTER TABLE report_note ADD COLUMN supersedes INTEGER REFERENCES report_note (position);
CREATE UNIQUE INDEX report_note_supersedes ON report_note (supersedes);

-- When a record is finished: what every rule below asks. A void record is left alone altogether.
CREATE VIEW finished_concern AS
SELECT id,
    -- The day from which on care is still added.
    CASE WHEN EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'concern' AND object_id = concern.id) THEN NULL
        ELSE closed_on END AS follow_up_from
FROM concern WHERE status IN ('struck_off', 'closed')
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'concern' AND object_id = concern.id);
CREATE VIEW finished_ledger AS
SELECT id FROM ledger WHERE status = 'closed'
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'ledger' AND object_id = ledger.id);
CREATE VIEW finished_incident_report AS SELECT id FROM incident_report WHERE state NOT IN ('draft', 'in_review');
-- The words of a pact stand from the signing on, the rest from the day it is in force; one that was replaced takes nothing more.
CREATE VIEW finished_pact AS
SELECT id FROM pact WHERE status IN ('signing', 'effective', 'superseded')
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'pact' AND object_id = pact.id);
CREATE VIEW settled_pact AS
SELECT id FROM pact WHERE status IN ('effective', 'superseded')
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'pact' AND object_id = pact.id);
CREATE VIEW ended_pact AS
SELECT id FROM pact WHERE status = 'superseded'
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'pact' AND object_id = pact.id);
CREATE VIEW finished_education_event AS
SELECT education_event_id AS id FROM education_event_concern
WHERE EXISTS (SELECT 1 FROM finished_concern WHERE finished_concern.id = education_event_concern.concern_id)
    OR EXISTS (SELECT 1 FROM reopening WHERE reopening.concern_id = education_event_concern.concern_id);
CREATE VIEW finished_outbox AS SELECT packet_id AS id FROM outbox WHERE state IN ('receipted', 'returned');
CREATE VIEW finished_appeal AS SELECT sanction_id AS id FROM appeal WHERE decided_on IS NOT NULL;
CREATE VIEW finished_county_review AS SELECT concern_id AS id FROM county_review WHERE finished_on IS NOT NULL;

-- Rules of one table each.

-- A concern that was struck off stays so, a void one stays as it is, and only a review or a repetition opens a closed one.
DROP TRIGGER concern_reopened;
CREATE TRIGGER concern_reopened BEFORE UPDATE OF status, closed_on ON concern
WHEN OLD.status = 'struck_off'
    OR (OLD.status = 'closed' AND (NEW.status NOT IN ('under_review', 'investigating') OR NEW.closed_on IS NOT NULL))
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'concern' AND object_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_reopening AFTER UPDATE OF status ON concern
WHEN OLD.status IN ('struck_off', 'closed') AND NEW.status NOT IN ('struck_off', 'closed')
BEGIN
    INSERT INTO reopening (concern_id, status, closed_on, result, severity, tier, report_level, finding)
    VALUES (OLD.id, OLD.status, OLD.closed_on, OLD.result, OLD.severity, OLD.tier, OLD.report_level, OLD.finding);
END;
CREATE TRIGGER reopening_of_reopened BEFORE INSERT ON reopening
WHEN NOT EXISTS (
    SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('under_review', 'investigating'))
BEGIN SELECT RAISE(ABORT, 'locked:reopening'); END;

-- No determination of a case that is finished.
DROP TRIGGER determination_finished_insert;
CREATE TRIGGER determination_finished_insert BEFORE INSERT ON determination
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;

-- Education is held for a closed case on the closing day or later, like every care.
CREATE TRIGGER education_event_concern_finished_insert BEFORE INSERT ON education_event_concern
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT EXISTS (SELECT 1 FROM education_event WHERE education_event.id = NEW.education_event_id
        AND held_on >= follow_up_from))
BEGIN SELECT RAISE(ABORT, 'locked:education_event_concern'); END;

-- A pact in force keeps everything but its state, which goes one way: back to a draft only before the first signature.
DROP TRIGGER pact_words;
DROP TRIGGER pact_finished;
DROP TRIGGER pact_in_force;
CREATE TRIGGER pact_in_force BEFORE UPDATE OF adopted_on, adoption, effective_on, witness ON pact
WHEN OLD.status = 'effective'
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_superseded BEFORE UPDATE ON pact
WHEN EXISTS (SELECT 1 FROM ended_pact WHERE id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_back BEFORE UPDATE OF status ON pact
WHEN (OLD.status = 'effective' AND NEW.status NOT IN ('effective', 'superseded'))
    OR (OLD.status = 'signing' AND NEW.status IN ('draft', 'voting')
        AND EXISTS (SELECT 1 FROM pact_signatory WHERE pact_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
DROP TRIGGER pact_signatory_finished_insert;
CREATE TRIGGER pact_signatory_ended BEFORE INSERT ON pact_signatory
WHEN EXISTS (SELECT 1 FROM ended_pact WHERE id = NEW.pact_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_signatory'); END;

-- Words are replaced by words of the same section.
CREATE TRIGGER report_note_reworded BEFORE INSERT ON report_note
WHEN NEW.supersedes IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM report_note WHERE position = NEW.supersedes AND section = NEW.section)
BEGIN SELECT RAISE(ABORT, 'locked:report_note'); END;

-- The rules of each class, as src/lock/trigger.rs makes them.

DROP TRIGGER class_same_id;
DROP TRIGGER committee_same_id;
DROP TRIGGER communication_same_id;
DROP TRIGGER concern_event_finished_insert;
DROP TRIGGER concern_event_finished_update;
DROP TRIGGER concern_finished;
DROP TRIGGER concern_form_finished_insert;
DROP TRIGGER concern_form_finished_update;
DROP TRIGGER concern_involved_finished_insert;
DROP TRIGGER concern_involved_finished_update;
DROP TRIGGER concern_lesson_finished_insert;
DROP TRIGGER concern_lesson_finished_update;
DROP TRIGGER concern_lesson_ledger_finished_insert;
DROP TRIGGER concern_lesson_ledger_finished_update;
DROP TRIGGER concern_measure_finished_insert;
DROP TRIGGER concern_measure_finished_update;
DROP TRIGGER concern_outsider_finished_insert;
DROP TRIGGER concern_outsider_finished_update;
DROP TRIGGER concern_police_finished_insert;
DROP TRIGGER concern_police_finished_update;
DROP TRIGGER concern_public_attention_finished_insert;
DROP TRIGGER concern_public_attention_finished_update;
DROP TRIGGER concern_review_note_finished_insert;
DROP TRIGGER concern_review_note_finished_update;
DROP TRIGGER concern_same_id;
DROP TRIGGER concern_transfer_finished_insert;
DROP TRIGGER concern_transfer_finished_update;
DROP TRIGGER concern_transfer_material_finished_insert;
DROP TRIGGER concern_transfer_material_finished_update;
DROP TRIGGER contact_same_id;
DROP TRIGGER counselling_refusal_same_id;
DROP TRIGGER counselling_same_id;
DROP TRIGGER county_review_finished_insert;
DROP TRIGGER county_review_finished_update;
DROP TRIGGER county_review_panel_finished_insert;
DROP TRIGGER county_review_panel_finished_update;
DROP TRIGGER delegation_id_stays;
DROP TRIGGER determination_basis_finished_update;
DROP TRIGGER determination_due_finished_update;
DROP TRIGGER determination_guardian_finished_update;
DROP TRIGGER determination_present_finished_update;
DROP TRIGGER determination_recusal_finished_update;
DROP TRIGGER education_event_same_id;
DROP TRIGGER external_same_id;
DROP TRIGGER family_guidance_same_id;
DROP TRIGGER incident_report_facts_finished_insert;
DROP TRIGGER incident_report_facts_finished_update;
DROP TRIGGER incident_report_finished;
DROP TRIGGER incident_report_same_id;
DROP TRIGGER incident_report_to_finished_insert;
DROP TRIGGER incident_report_to_finished_update;
DROP TRIGGER inspection_same_id;
DROP TRIGGER investigation_extension_finished_insert;
DROP TRIGGER investigation_extension_finished_update;
DROP TRIGGER investigation_finished_insert;
DROP TRIGGER investigation_finished_update;
DROP TRIGGER investigation_member_finished_insert;
DROP TRIGGER investigation_member_finished_update;
DROP TRIGGER investigation_method_finished_insert;
DROP TRIGGER investigation_method_finished_update;
DROP TRIGGER ledger_evidence_finished_insert;
DROP TRIGGER ledger_evidence_finished_update;
DROP TRIGGER ledger_extension_finished_insert;
DROP TRIGGER ledger_extension_finished_update;
DROP TRIGGER ledger_finished;
DROP TRIGGER ledger_progress_finished_insert;
DROP TRIGGER ledger_progress_finished_update;
DROP TRIGGER ledger_same_id;
DROP TRIGGER lookback_same_id;
DROP TRIGGER outbox_answered;
DROP TRIGGER pact_article_finished_insert;
DROP TRIGGER pact_article_finished_update;
DROP TRIGGER pact_same_id;
DROP TRIGGER pact_unsigned_no_delete;
DROP TRIGGER past_packet_source_finished_update;
DROP TRIGGER past_packet_step_finished_update;
DROP TRIGGER past_packet_to_finished_update;
DROP TRIGGER policy_doc_same_id;
DROP TRIGGER sanction_same_id;
DROP TRIGGER screening_same_id;
DROP TRIGGER self_check_same_id;
DROP TRIGGER staff_same_id;
DROP TRIGGER student_same_id;
DROP TRIGGER survey_same_id;
DROP TRIGGER talk_same_id;
DROP TRIGGER training_same_id;

CREATE TRIGGER account_post_same_id BEFORE UPDATE ON account_post
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:account_post'); END;
CREATE TRIGGER account_post_taken BEFORE INSERT ON account_post
WHEN EXISTS (SELECT 1 FROM account_post WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM account_post WHERE number = NEW.number AND post = NEW.post AND taken_ms IS NULL)
BEGIN SELECT RAISE(ABORT, 'taken:account_post'); END;
CREATE TRIGGER account_post_taken_update BEFORE UPDATE ON account_post
WHEN ((NEW.number IS NOT OLD.number OR NEW.post IS NOT OLD.post) AND EXISTS (SELECT 1 FROM account_post WHERE number = NEW.number AND post = NEW.post AND taken_ms IS NULL))
BEGIN SELECT RAISE(ABORT, 'taken:account_post'); END;
CREATE TRIGGER account_same_id BEFORE UPDATE ON account
WHEN (NEW.number IS NOT OLD.number)
BEGIN SELECT RAISE(ABORT, 'locked:account'); END;
CREATE TRIGGER account_taken BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'taken:account'); END;
CREATE TRIGGER appeal_finished_insert BEFORE INSERT ON appeal
WHEN EXISTS (SELECT 1 FROM sanction WHERE id = NEW.sanction_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = sanction.concern_id))
    OR (EXISTS (SELECT 1 FROM sanction WHERE id = NEW.sanction_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = sanction.concern_id))
        AND EXISTS (SELECT 1 FROM appeal WHERE sanction_id = NEW.sanction_id))
BEGIN SELECT RAISE(ABORT, 'locked:appeal'); END;
CREATE TRIGGER appeal_finished_update BEFORE UPDATE ON appeal
WHEN EXISTS (SELECT 1 FROM finished_appeal WHERE id = OLD.sanction_id)
    OR EXISTS (SELECT 1 FROM sanction WHERE id IN (OLD.sanction_id, NEW.sanction_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = sanction.concern_id))
    OR ((NEW.sanction_id IS NOT OLD.sanction_id)
        AND EXISTS (SELECT 1 FROM appeal WHERE sanction_id = NEW.sanction_id))
BEGIN SELECT RAISE(ABORT, 'locked:appeal'); END;
CREATE TRIGGER appeal_present_finished_insert BEFORE INSERT ON appeal_present
WHEN EXISTS (SELECT 1 FROM finished_appeal WHERE id = NEW.sanction_id)
    OR EXISTS (SELECT 1 FROM sanction WHERE id = NEW.sanction_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = sanction.concern_id))
    OR (EXISTS (SELECT 1 FROM sanction WHERE id = NEW.sanction_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = sanction.concern_id))
        AND EXISTS (SELECT 1 FROM appeal_present WHERE sanction_id = NEW.sanction_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:appeal_present'); END;
CREATE TRIGGER appeal_present_finished_update BEFORE UPDATE ON appeal_present
WHEN EXISTS (SELECT 1 FROM finished_appeal WHERE id IN (OLD.sanction_id, NEW.sanction_id))
    OR EXISTS (SELECT 1 FROM sanction WHERE id IN (OLD.sanction_id, NEW.sanction_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = sanction.concern_id))
    OR (EXISTS (SELECT 1 FROM sanction WHERE id IN (OLD.sanction_id, NEW.sanction_id)
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = sanction.concern_id))
    AND (NEW.sanction_id IS NOT OLD.sanction_id OR NEW.position IS NOT OLD.position
        OR NEW.person_id IS NOT OLD.person_id))
    OR ((NEW.sanction_id IS NOT OLD.sanction_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM appeal_present WHERE sanction_id = NEW.sanction_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:appeal_present'); END;
CREATE TRIGGER appeal_taken BEFORE INSERT ON appeal
WHEN EXISTS (SELECT 1 FROM appeal WHERE sanction_id = NEW.sanction_id)
BEGIN SELECT RAISE(ABORT, 'taken:appeal'); END;
CREATE TRIGGER assessment_same_id BEFORE UPDATE ON assessment
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:assessment'); END;
CREATE TRIGGER assessment_taken BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:assessment'); END;
CREATE TRIGGER audit_reason_taken BEFORE INSERT ON audit_reason
WHEN EXISTS (SELECT 1 FROM audit_reason WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'taken:audit_reason'); END;
CREATE TRIGGER audit_taken BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM audit WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'taken:audit'); END;
CREATE TRIGGER backup_log_taken BEFORE INSERT ON backup_log
WHEN EXISTS (SELECT 1 FROM backup_log WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM backup_log WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:backup_log'); END;
CREATE TRIGGER bureau_profile_taken BEFORE INSERT ON bureau_profile
WHEN EXISTS (SELECT 1 FROM bureau_profile WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM bureau_profile WHERE fingerprint = NEW.fingerprint AND serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'taken:bureau_profile'); END;
CREATE TRIGGER campaign_phase_same_id BEFORE UPDATE ON campaign_phase
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:campaign_phase'); END;
CREATE TRIGGER campaign_phase_taken BEFORE INSERT ON campaign_phase
WHEN EXISTS (SELECT 1 FROM campaign_phase WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:campaign_phase'); END;
CREATE TRIGGER certificate_taken BEFORE INSERT ON certificate
WHEN EXISTS (SELECT 1 FROM certificate WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM certificate WHERE der = NEW.der)
BEGIN SELECT RAISE(ABORT, 'taken:certificate'); END;
CREATE TRIGGER channel_same_id BEFORE UPDATE ON channel
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:channel'); END;
CREATE TRIGGER channel_taken BEFORE INSERT ON channel
WHEN EXISTS (SELECT 1 FROM channel WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:channel'); END;
CREATE TRIGGER checkpoint_taken BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:checkpoint'); END;
CREATE TRIGGER class_safety_officer_place_taken BEFORE UPDATE ON class_safety_officer
WHEN ((NEW.class_id IS NOT OLD.class_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM class_safety_officer WHERE class_id = NEW.class_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:class_safety_officer'); END;
CREATE TRIGGER class_same_id BEFORE UPDATE ON class
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:class'); END;
CREATE TRIGGER class_taken BEFORE INSERT ON class
WHEN EXISTS (SELECT 1 FROM class WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM class WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM class WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'taken:class'); END;
CREATE TRIGGER class_taken_update BEFORE UPDATE ON class
WHEN ((NEW.name IS NOT OLD.name) AND EXISTS (SELECT 1 FROM class WHERE name = NEW.name))
BEGIN SELECT RAISE(ABORT, 'taken:class'); END;
CREATE TRIGGER committee_composition_place_taken BEFORE UPDATE ON committee_composition
WHEN ((NEW.committee_id IS NOT OLD.committee_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM committee_composition WHERE committee_id = NEW.committee_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:committee_composition'); END;
CREATE TRIGGER committee_member_place_taken BEFORE UPDATE ON committee_member
WHEN ((NEW.committee_id IS NOT OLD.committee_id OR NEW.composition IS NOT OLD.composition
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM committee_member WHERE committee_id = NEW.committee_id AND composition = NEW.composition AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:committee_member'); END;
CREATE TRIGGER committee_same_id BEFORE UPDATE ON committee
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:committee'); END;
CREATE TRIGGER committee_taken BEFORE INSERT ON committee
WHEN EXISTS (SELECT 1 FROM committee WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM committee WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM committee WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:committee'); END;
CREATE TRIGGER communication_finished_insert BEFORE INSERT ON communication
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT coalesce(date(NEW.at_ms / 1000 + 28800, 'unixepoch') >= follow_up_from, 0))
BEGIN SELECT RAISE(ABORT, 'locked:communication'); END;
CREATE TRIGGER communication_finished_update BEFORE UPDATE ON communication
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.at_ms IS NOT OLD.at_ms
        OR NEW.student_id IS NOT OLD.student_id OR NEW.guardian_relation IS NOT OLD.guardian_relation
        OR NEW.mode IS NOT OLD.mode OR NEW.staff_id IS NOT OLD.staff_id OR NEW.minutes IS NOT OLD.minutes
        OR NEW.points IS NOT OLD.points OR NEW.guardian_reply IS NOT OLD.guardian_reply
        OR NEW.follow_up IS NOT OLD.follow_up OR NEW.doc_type IS NOT OLD.doc_type))
BEGIN SELECT RAISE(ABORT, 'locked:communication'); END;
CREATE TRIGGER communication_notice_finished_insert BEFORE INSERT ON communication_notice
WHEN EXISTS (SELECT 1 FROM communication WHERE id = NEW.communication_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = communication.concern_id))
    OR (EXISTS (SELECT 1 FROM communication WHERE id = NEW.communication_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = communication.concern_id))
        AND EXISTS (SELECT 1 FROM communication_notice WHERE communication_id = NEW.communication_id))
BEGIN SELECT RAISE(ABORT, 'locked:communication_notice'); END;
CREATE TRIGGER communication_notice_finished_update BEFORE UPDATE ON communication_notice
WHEN EXISTS (SELECT 1 FROM communication WHERE id IN (OLD.communication_id, NEW.communication_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = communication.concern_id))
    OR (EXISTS (SELECT 1 FROM communication WHERE id IN (OLD.communication_id, NEW.communication_id)
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = communication.concern_id))
    AND (NEW.communication_id IS NOT OLD.communication_id OR NEW.matter IS NOT OLD.matter
        OR NEW.facts IS NOT OLD.facts OR NEW.school_measures IS NOT OLD.school_measures
        OR OLD.meeting_ms IS NOT NULL AND NEW.meeting_ms IS NOT OLD.meeting_ms
        OR OLD.receipt_signed_on IS NOT NULL AND NEW.receipt_signed_on IS NOT OLD.receipt_signed_on
        OR OLD.will_attend IS NOT NULL AND NEW.will_attend IS NOT OLD.will_attend))
    OR ((NEW.communication_id IS NOT OLD.communication_id)
        AND EXISTS (SELECT 1 FROM communication_notice WHERE communication_id = NEW.communication_id))
BEGIN SELECT RAISE(ABORT, 'locked:communication_notice'); END;
CREATE TRIGGER communication_right_finished_insert BEFORE INSERT ON communication_right
WHEN EXISTS (SELECT 1 FROM communication WHERE id = NEW.communication_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = communication.concern_id))
    OR (EXISTS (SELECT 1 FROM communication WHERE id = NEW.communication_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = communication.concern_id))
        AND EXISTS (SELECT 1 FROM communication_right WHERE communication_id = NEW.communication_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:communication_right'); END;
CREATE TRIGGER communication_right_finished_update BEFORE UPDATE ON communication_right
WHEN EXISTS (SELECT 1 FROM communication WHERE id IN (OLD.communication_id, NEW.communication_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = communication.concern_id))
    OR (EXISTS (SELECT 1 FROM communication WHERE id IN (OLD.communication_id, NEW.communication_id)
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = communication.concern_id))
    AND (NEW.communication_id IS NOT OLD.communication_id OR NEW.position IS NOT OLD.position
        OR NEW.text IS NOT OLD.text))
    OR ((NEW.communication_id IS NOT OLD.communication_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM communication_right WHERE communication_id = NEW.communication_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:communication_right'); END;
CREATE TRIGGER communication_same_id BEFORE UPDATE ON communication
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:communication'); END;
CREATE TRIGGER communication_taken BEFORE INSERT ON communication
WHEN EXISTS (SELECT 1 FROM communication WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM communication WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM communication WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:communication'); END;
CREATE TRIGGER concern_event_finished_insert BEFORE INSERT ON concern_event
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_event WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_event'); END;
CREATE TRIGGER concern_event_finished_update BEFORE UPDATE ON concern_event
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position
        OR OLD.at_on IS NOT NULL AND NEW.at_on IS NOT OLD.at_on
        OR OLD.at_ms IS NOT NULL AND NEW.at_ms IS NOT OLD.at_ms OR NEW.kind IS NOT OLD.kind
        OR OLD.state IS NOT NULL AND NEW.state IS NOT OLD.state OR NEW.actor_id IS NOT OLD.actor_id
        OR NEW.text IS NOT OLD.text))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_event WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_event'); END;
CREATE TRIGGER concern_finished BEFORE UPDATE ON concern
WHEN (EXISTS (SELECT 1 FROM finished_concern WHERE id = OLD.id)
    AND (NEW.title IS NOT OLD.title OR NEW.kind IS NOT OLD.kind OR NEW.class_id IS NOT OLD.class_id
        OR NEW.occurred_from_on IS NOT OLD.occurred_from_on OR NEW.occurred_from_ms IS NOT OLD.occurred_from_ms
        OR NEW.occurred_to_on IS NOT OLD.occurred_to_on OR NEW.occurred_to_ms IS NOT OLD.occurred_to_ms
        OR NEW.discovered_ms IS NOT OLD.discovered_ms
        OR NEW.internal_reported_ms IS NOT OLD.internal_reported_ms OR NEW.recorded_ms IS NOT OLD.recorded_ms
        OR NEW.place IS NOT OLD.place OR NEW.place_type IS NOT OLD.place_type OR NEW.channel IS NOT OLD.channel
        OR NEW.reporter_kind IS NOT OLD.reporter_kind OR NEW.reporter_staff_id IS NOT OLD.reporter_staff_id
        OR NEW.reporter_student_id IS NOT OLD.reporter_student_id
        OR NEW.reporter_relation IS NOT OLD.reporter_relation OR NEW.received_by_id IS NOT OLD.received_by_id
        OR NEW.owner_id IS NOT OLD.owner_id OR NEW.narrative IS NOT OLD.narrative
        OR NEW.immediate_action IS NOT OLD.immediate_action OR NEW.cause IS NOT OLD.cause
        OR NEW.finding IS NOT OLD.finding OR NEW.result IS NOT OLD.result OR NEW.severity IS NOT OLD.severity
        OR NEW.tier IS NOT OLD.tier OR NEW.report_level IS NOT OLD.report_level))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = OLD.id)
    AND (NEW.title IS NOT OLD.title OR NEW.kind IS NOT OLD.kind
        OR OLD.class_id IS NOT NULL AND NEW.class_id IS NOT OLD.class_id
        OR OLD.occurred_from_on IS NOT NULL AND NEW.occurred_from_on IS NOT OLD.occurred_from_on
        OR OLD.occurred_from_ms IS NOT NULL AND NEW.occurred_from_ms IS NOT OLD.occurred_from_ms
        OR OLD.occurred_to_on IS NOT NULL AND NEW.occurred_to_on IS NOT OLD.occurred_to_on
        OR OLD.occurred_to_ms IS NOT NULL AND NEW.occurred_to_ms IS NOT OLD.occurred_to_ms
        OR NEW.discovered_ms IS NOT OLD.discovered_ms
        OR NEW.internal_reported_ms IS NOT OLD.internal_reported_ms OR NEW.recorded_ms IS NOT OLD.recorded_ms
        OR NEW.place IS NOT OLD.place OR NEW.place_type IS NOT OLD.place_type OR NEW.channel IS NOT OLD.channel
        OR NEW.reporter_kind IS NOT OLD.reporter_kind
        OR OLD.reporter_staff_id IS NOT NULL AND NEW.reporter_staff_id IS NOT OLD.reporter_staff_id
        OR OLD.reporter_student_id IS NOT NULL AND NEW.reporter_student_id IS NOT OLD.reporter_student_id
        OR OLD.reporter_relation IS NOT NULL AND NEW.reporter_relation IS NOT OLD.reporter_relation
        OR NEW.received_by_id IS NOT OLD.received_by_id OR NEW.owner_id IS NOT OLD.owner_id
        OR NEW.narrative IS NOT OLD.narrative OR NEW.immediate_action IS NOT OLD.immediate_action
        OR NEW.cause IS NOT OLD.cause))
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_form_finished_insert BEFORE INSERT ON concern_form
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_form WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_form'); END;
CREATE TRIGGER concern_form_finished_update BEFORE UPDATE ON concern_form
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.form IS NOT OLD.form))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_form WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_form'); END;
CREATE TRIGGER concern_involved_finished_insert BEFORE INSERT ON concern_involved
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_involved WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_involved'); END;
CREATE TRIGGER concern_involved_finished_update BEFORE UPDATE ON concern_involved
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position
        OR NEW.student_id IS NOT OLD.student_id OR NEW.role IS NOT OLD.role))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_involved WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_involved'); END;
CREATE TRIGGER concern_ledger_finished_insert BEFORE INSERT ON concern_ledger
WHEN (NEW.position_in_concern IS NOT NULL
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id))
    OR (NEW.position_in_ledger IS NOT NULL
        AND EXISTS (SELECT 1 FROM finished_ledger WHERE id = NEW.ledger_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_ledger'); END;
CREATE TRIGGER concern_ledger_finished_update BEFORE UPDATE ON concern_ledger
WHEN (NEW.concern_id IS NOT OLD.concern_id OR NEW.ledger_id IS NOT OLD.ledger_id)
    OR (NEW.position_in_concern IS NOT OLD.position_in_concern
        AND (EXISTS (SELECT 1 FROM finished_concern WHERE id = OLD.concern_id)
        OR (OLD.position_in_concern IS NOT NULL
            AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = OLD.concern_id))))
    OR (NEW.position_in_ledger IS NOT OLD.position_in_ledger
        AND EXISTS (SELECT 1 FROM finished_ledger WHERE id = OLD.ledger_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_ledger'); END;
CREATE TRIGGER concern_ledger_taken BEFORE INSERT ON concern_ledger
WHEN EXISTS (SELECT 1 FROM concern_ledger WHERE concern_id = NEW.concern_id AND ledger_id = NEW.ledger_id)
BEGIN SELECT RAISE(ABORT, 'taken:concern_ledger'); END;
CREATE TRIGGER concern_lesson_finished_insert BEFORE INSERT ON concern_lesson
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_lesson WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_finished_update BEFORE UPDATE ON concern_lesson
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.has_ledger_ids IS NOT OLD.has_ledger_ids
        OR OLD.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM concern_lesson WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_ledger_finished_insert BEFORE INSERT ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_lesson_ledger WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_lesson_ledger_finished_update BEFORE UPDATE ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position
        OR NEW.ledger_id IS NOT OLD.ledger_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_lesson_ledger WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_measure_finished_insert BEFORE INSERT ON concern_measure
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_measure WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_measure_finished_update BEFORE UPDATE ON concern_measure
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.kind IS NOT OLD.kind
        OR OLD.student_id IS NOT NULL AND NEW.student_id IS NOT OLD.student_id
        OR NEW.done_on IS NOT OLD.done_on OR NEW.by_id IS NOT OLD.by_id OR NEW.text IS NOT OLD.text
        OR OLD.hours IS NOT NULL AND NEW.hours IS NOT OLD.hours
        OR OLD.from_on IS NOT NULL AND NEW.from_on IS NOT OLD.from_on
        OR OLD.to_on IS NOT NULL AND NEW.to_on IS NOT OLD.to_on
        OR OLD.school_days IS NOT NULL AND NEW.school_days IS NOT OLD.school_days
        OR OLD.guardian_notified_on IS NOT NULL AND NEW.guardian_notified_on IS NOT OLD.guardian_notified_on
        OR OLD.statement_heard_on IS NOT NULL AND NEW.statement_heard_on IS NOT OLD.statement_heard_on
        OR OLD.minutes_no IS NOT NULL AND NEW.minutes_no IS NOT OLD.minutes_no))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_measure WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_outsider_finished_insert BEFORE INSERT ON concern_outsider
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_outsider WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_outsider'); END;
CREATE TRIGGER concern_outsider_finished_update BEFORE UPDATE ON concern_outsider
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.no IS NOT OLD.no
        OR NEW.description IS NOT OLD.description OR NEW.identity IS NOT OLD.identity))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_outsider WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_outsider'); END;
CREATE TRIGGER concern_police_finished_insert BEFORE INSERT ON concern_police
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_police WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_police_finished_update BEFORE UPDATE ON concern_police
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.reported_ms IS NOT OLD.reported_ms
        OR NEW.how IS NOT OLD.how OR NEW.kind IS NOT OLD.kind
        OR OLD.case_text IS NOT NULL AND NEW.case_text IS NOT OLD.case_text))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM concern_police WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_public_attention_finished_insert BEFORE INSERT ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_public_attention WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_public_attention_finished_update BEFORE UPDATE ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.online IS NOT OLD.online
        OR OLD.views IS NOT NULL AND NEW.views IS NOT OLD.views OR NEW.media IS NOT OLD.media))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM concern_public_attention WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_review_note_finished_insert BEFORE INSERT ON concern_review_note
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_review_note WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_review_note_finished_update BEFORE UPDATE ON concern_review_note
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.noted_on IS NOT OLD.noted_on
        OR NEW.by_id IS NOT OLD.by_id OR NEW.text IS NOT OLD.text))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM concern_review_note WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_same_id BEFORE UPDATE ON concern
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_taken BEFORE INSERT ON concern
WHEN EXISTS (SELECT 1 FROM concern WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM concern WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM concern WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:concern'); END;
CREATE TRIGGER concern_transfer_finished_insert BEFORE INSERT ON concern_transfer
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_transfer WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_finished_update BEFORE UPDATE ON concern_transfer
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.to_org IS NOT OLD.to_org
        OR NEW.reported_ms IS NOT OLD.reported_ms
        OR OLD.accepted_on IS NOT NULL AND NEW.accepted_on IS NOT OLD.accepted_on))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM concern_transfer WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_material_finished_insert BEFORE INSERT ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM concern_transfer_material WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER concern_transfer_material_finished_update BEFORE UPDATE ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_transfer_material WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER contact_same_id BEFORE UPDATE ON contact
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:contact'); END;
CREATE TRIGGER contact_taken BEFORE INSERT ON contact
WHEN EXISTS (SELECT 1 FROM contact WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM contact WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM contact WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:contact'); END;
CREATE TRIGGER correction_taken BEFORE INSERT ON correction
WHEN EXISTS (SELECT 1 FROM correction WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM correction WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:correction'); END;
CREATE TRIGGER counselling_finished_insert BEFORE INSERT ON counselling
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT coalesce(date(NEW.at_ms / 1000 + 28800, 'unixepoch') >= follow_up_from, 0))
BEGIN SELECT RAISE(ABORT, 'locked:counselling'); END;
CREATE TRIGGER counselling_finished_update BEFORE UPDATE ON counselling
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.at_ms IS NOT OLD.at_ms
        OR NEW.student_id IS NOT OLD.student_id OR NEW.source IS NOT OLD.source
        OR NEW.session IS NOT OLD.session OR NEW.form IS NOT OLD.form
        OR NEW.counsellor_id IS NOT OLD.counsellor_id OR NEW.minutes IS NOT OLD.minutes
        OR NEW.risk_level IS NOT OLD.risk_level OR NEW.plan IS NOT OLD.plan
        OR NEW.guardian_informed IS NOT OLD.guardian_informed OR NEW.consent IS NOT OLD.consent
        OR OLD.next_on IS NOT NULL AND NEW.next_on IS NOT OLD.next_on))
BEGIN SELECT RAISE(ABORT, 'locked:counselling'); END;
CREATE TRIGGER counselling_refusal_finished_insert BEFORE INSERT ON counselling_refusal
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT coalesce(NEW.refused_on >= follow_up_from, 0))
BEGIN SELECT RAISE(ABORT, 'locked:counselling_refusal'); END;
CREATE TRIGGER counselling_refusal_finished_update BEFORE UPDATE ON counselling_refusal
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.student_id IS NOT OLD.student_id
        OR NEW.refused_on IS NOT OLD.refused_on OR NEW.offered_by_id IS NOT OLD.offered_by_id
        OR NEW.refused_by IS NOT OLD.refused_by OR NEW.reason IS NOT OLD.reason
        OR NEW.document IS NOT OLD.document))
BEGIN SELECT RAISE(ABORT, 'locked:counselling_refusal'); END;
CREATE TRIGGER counselling_refusal_same_id BEFORE UPDATE ON counselling_refusal
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:counselling_refusal'); END;
CREATE TRIGGER counselling_refusal_taken BEFORE INSERT ON counselling_refusal
WHEN EXISTS (SELECT 1 FROM counselling_refusal WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM counselling_refusal WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM counselling_refusal WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:counselling_refusal'); END;
CREATE TRIGGER counselling_same_id BEFORE UPDATE ON counselling
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:counselling'); END;
CREATE TRIGGER counselling_taken BEFORE INSERT ON counselling
WHEN EXISTS (SELECT 1 FROM counselling WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM counselling WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM counselling WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:counselling'); END;
CREATE TRIGGER counter_same_id BEFORE UPDATE ON counter
WHEN (NEW.prefix IS NOT OLD.prefix OR NEW.year IS NOT OLD.year)
BEGIN SELECT RAISE(ABORT, 'locked:counter'); END;
CREATE TRIGGER counter_taken BEFORE INSERT ON counter
WHEN EXISTS (SELECT 1 FROM counter WHERE prefix = NEW.prefix AND year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'taken:counter'); END;
CREATE TRIGGER county_review_finished_insert BEFORE INSERT ON county_review
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_finished_update BEFORE UPDATE ON county_review
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE id = OLD.concern_id)
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_panel_finished_insert BEFORE INSERT ON county_review_panel
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM county_review_panel WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_panel_finished_update BEFORE UPDATE ON county_review_panel
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM county_review_panel WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_taken BEFORE INSERT ON county_review
WHEN EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'taken:county_review'); END;
CREATE TRIGGER delegation_same_id BEFORE UPDATE ON delegation
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:delegation'); END;
CREATE TRIGGER delegation_taken BEFORE INSERT ON delegation
WHEN EXISTS (SELECT 1 FROM delegation WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM delegation WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:delegation'); END;
CREATE TRIGGER determination_basis_finished_update BEFORE UPDATE ON determination_basis
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_basis WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_due_finished_update BEFORE UPDATE ON determination_due
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_due WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_guardian_finished_update BEFORE UPDATE ON determination_guardian
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_guardian WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER determination_present_finished_update BEFORE UPDATE ON determination_present
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_present WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_recusal_finished_update BEFORE UPDATE ON determination_recusal
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_recusal WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_taken BEFORE INSERT ON determination
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM determination WHERE minutes_no = NEW.minutes_no)
BEGIN SELECT RAISE(ABORT, 'taken:determination'); END;
CREATE TRIGGER duty_holder_place_taken BEFORE UPDATE ON duty_holder
WHEN ((NEW.post IS NOT OLD.post OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM duty_holder WHERE post = NEW.post AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:duty_holder'); END;
CREATE TRIGGER duty_same_id BEFORE UPDATE ON duty
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:duty'); END;
CREATE TRIGGER duty_taken BEFORE INSERT ON duty
WHEN EXISTS (SELECT 1 FROM duty WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM duty WHERE post = NEW.post)
BEGIN SELECT RAISE(ABORT, 'taken:duty'); END;
CREATE TRIGGER duty_taken_update BEFORE UPDATE ON duty
WHEN ((NEW.post IS NOT OLD.post) AND EXISTS (SELECT 1 FROM duty WHERE post = NEW.post))
BEGIN SELECT RAISE(ABORT, 'taken:duty'); END;
CREATE TRIGGER duty_task_place_taken BEFORE UPDATE ON duty_task
WHEN ((NEW.post IS NOT OLD.post OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM duty_task WHERE post = NEW.post AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:duty_task'); END;
CREATE TRIGGER education_event_concern_no_update BEFORE UPDATE ON education_event_concern
BEGIN SELECT RAISE(ABORT, 'locked:education_event_concern'); END;
CREATE TRIGGER education_event_concern_taken BEFORE INSERT ON education_event_concern
WHEN EXISTS (SELECT 1 FROM education_event_concern WHERE education_event_id = NEW.education_event_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:education_event_concern'); END;
CREATE TRIGGER education_event_finished BEFORE UPDATE ON education_event
WHEN EXISTS (SELECT 1 FROM finished_education_event WHERE id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:education_event'); END;
CREATE TRIGGER education_event_same_id BEFORE UPDATE ON education_event
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:education_event'); END;
CREATE TRIGGER education_event_taken BEFORE INSERT ON education_event
WHEN EXISTS (SELECT 1 FROM education_event WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM education_event WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM education_event WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:education_event'); END;
CREATE TRIGGER epoch_taken BEFORE INSERT ON epoch
WHEN EXISTS (SELECT 1 FROM epoch WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM epoch WHERE epoch = NEW.epoch)
BEGIN SELECT RAISE(ABORT, 'taken:epoch'); END;
CREATE TRIGGER external_same_id BEFORE UPDATE ON external
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:external'); END;
CREATE TRIGGER external_taken BEFORE INSERT ON external
WHEN EXISTS (SELECT 1 FROM external WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM external WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:external'); END;
CREATE TRIGGER family_guidance_finished_insert BEFORE INSERT ON family_guidance
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT coalesce(NEW.held_on >= follow_up_from, 0))
BEGIN SELECT RAISE(ABORT, 'locked:family_guidance'); END;
CREATE TRIGGER family_guidance_finished_update BEFORE UPDATE ON family_guidance
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.student_id IS NOT OLD.student_id
        OR NEW.held_on IS NOT OLD.held_on OR NEW.guardian_relation IS NOT OLD.guardian_relation
        OR NEW.by_id IS NOT OLD.by_id OR NEW.minutes IS NOT OLD.minutes OR NEW.topic IS NOT OLD.topic
        OR NEW.guardian_signed IS NOT OLD.guardian_signed))
BEGIN SELECT RAISE(ABORT, 'locked:family_guidance'); END;
CREATE TRIGGER family_guidance_same_id BEFORE UPDATE ON family_guidance
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:family_guidance'); END;
CREATE TRIGGER family_guidance_taken BEFORE INSERT ON family_guidance
WHEN EXISTS (SELECT 1 FROM family_guidance WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM family_guidance WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM family_guidance WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:family_guidance'); END;
CREATE TRIGGER holiday_same_id BEFORE UPDATE ON holiday
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:holiday'); END;
CREATE TRIGGER holiday_taken BEFORE INSERT ON holiday
WHEN EXISTS (SELECT 1 FROM holiday WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:holiday'); END;
CREATE TRIGGER incident_report_facts_finished_insert BEFORE INSERT ON incident_report_facts
WHEN EXISTS (SELECT 1 FROM finished_incident_report WHERE id = NEW.incident_report_id)
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_facts'); END;
CREATE TRIGGER incident_report_facts_finished_update BEFORE UPDATE ON incident_report_facts
WHEN EXISTS (SELECT 1 FROM finished_incident_report WHERE id IN (OLD.incident_report_id, NEW.incident_report_id))
    OR ((NEW.incident_report_id IS NOT OLD.incident_report_id)
        AND EXISTS (SELECT 1 FROM incident_report_facts WHERE incident_report_id = NEW.incident_report_id))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_facts'); END;
CREATE TRIGGER incident_report_finished BEFORE UPDATE ON incident_report
WHEN (EXISTS (SELECT 1 FROM finished_incident_report WHERE id = OLD.id)
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.seq IS NOT OLD.seq OR NEW.kind IS NOT OLD.kind
        OR NEW.mode IS NOT OLD.mode OR NEW.sent_ms IS NOT OLD.sent_ms OR NEW.reporter_id IS NOT OLD.reporter_id
        OR NEW.reviewer_id IS NOT OLD.reviewer_id OR NEW.issuer_id IS NOT OLD.issuer_id
        OR NEW.version IS NOT OLD.version OR NEW.previous_id IS NOT OLD.previous_id
        OR NEW.content IS NOT OLD.content))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;
CREATE TRIGGER incident_report_same_id BEFORE UPDATE ON incident_report
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;
CREATE TRIGGER incident_report_taken BEFORE INSERT ON incident_report
WHEN EXISTS (SELECT 1 FROM incident_report WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM incident_report WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM incident_report WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:incident_report'); END;
CREATE TRIGGER incident_report_to_finished_insert BEFORE INSERT ON incident_report_to
WHEN EXISTS (SELECT 1 FROM finished_incident_report WHERE id = NEW.incident_report_id)
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_to'); END;
CREATE TRIGGER incident_report_to_finished_update BEFORE UPDATE ON incident_report_to
WHEN EXISTS (SELECT 1 FROM finished_incident_report WHERE id IN (OLD.incident_report_id, NEW.incident_report_id))
    OR ((NEW.incident_report_id IS NOT OLD.incident_report_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM incident_report_to WHERE incident_report_id = NEW.incident_report_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_to'); END;
CREATE TRIGGER inspection_finding_ledger_finished_update BEFORE UPDATE ON inspection_finding_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.inspection_id IS NOT OLD.inspection_id OR NEW.finding IS NOT OLD.finding
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM inspection_finding_ledger WHERE inspection_id = NEW.inspection_id AND finding = NEW.finding AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:inspection_finding_ledger'); END;
CREATE TRIGGER inspection_finding_place_taken BEFORE UPDATE ON inspection_finding
WHEN ((NEW.inspection_id IS NOT OLD.inspection_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM inspection_finding WHERE inspection_id = NEW.inspection_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:inspection_finding'); END;
CREATE TRIGGER inspection_same_id BEFORE UPDATE ON inspection
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:inspection'); END;
CREATE TRIGGER inspection_taken BEFORE INSERT ON inspection
WHEN EXISTS (SELECT 1 FROM inspection WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM inspection WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM inspection WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:inspection'); END;
CREATE TRIGGER inspection_visitor_place_taken BEFORE UPDATE ON inspection_visitor
WHEN ((NEW.inspection_id IS NOT OLD.inspection_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM inspection_visitor WHERE inspection_id = NEW.inspection_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:inspection_visitor'); END;
CREATE TRIGGER investigation_extension_finished_insert BEFORE INSERT ON investigation_extension
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM investigation_extension WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_extension_finished_update BEFORE UPDATE ON investigation_extension
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.applied_on IS NOT OLD.applied_on
        OR NEW.applied_by_id IS NOT OLD.applied_by_id OR NEW.days IS NOT OLD.days
        OR NEW.reason IS NOT OLD.reason OR NEW.basis IS NOT OLD.basis
        OR OLD.approved_on IS NOT NULL AND NEW.approved_on IS NOT OLD.approved_on
        OR OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS NOT OLD.approved_by_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM investigation_extension WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_finished_insert BEFORE INSERT ON investigation
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM investigation WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_finished_update BEFORE UPDATE ON investigation
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.started_on IS NOT OLD.started_on
        OR NEW.due_on IS NOT OLD.due_on
        OR OLD.finished_on IS NOT NULL AND NEW.finished_on IS NOT OLD.finished_on))
    OR ((NEW.concern_id IS NOT OLD.concern_id)
        AND EXISTS (SELECT 1 FROM investigation WHERE concern_id = NEW.concern_id))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_member_finished_insert BEFORE INSERT ON investigation_member
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM investigation_member WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_member_finished_update BEFORE UPDATE ON investigation_member
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position
        OR NEW.person_id IS NOT OLD.person_id))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM investigation_member WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_method_finished_insert BEFORE INSERT ON investigation_method
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = NEW.concern_id)
        AND EXISTS (SELECT 1 FROM investigation_method WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_method_finished_update BEFORE UPDATE ON investigation_method
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM investigation_method WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER ledger_evidence_finished_insert BEFORE INSERT ON ledger_evidence
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id = NEW.ledger_id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger_evidence'); END;
CREATE TRIGGER ledger_evidence_finished_update BEFORE UPDATE ON ledger_evidence
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.ledger_id IS NOT OLD.ledger_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM ledger_evidence WHERE ledger_id = NEW.ledger_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:ledger_evidence'); END;
CREATE TRIGGER ledger_extension_finished_insert BEFORE INSERT ON ledger_extension
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id = NEW.ledger_id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger_extension'); END;
CREATE TRIGGER ledger_extension_finished_update BEFORE UPDATE ON ledger_extension
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.ledger_id IS NOT OLD.ledger_id)
        AND EXISTS (SELECT 1 FROM ledger_extension WHERE ledger_id = NEW.ledger_id))
BEGIN SELECT RAISE(ABORT, 'locked:ledger_extension'); END;
CREATE TRIGGER ledger_finished BEFORE UPDATE ON ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;
CREATE TRIGGER ledger_progress_finished_insert BEFORE INSERT ON ledger_progress
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id = NEW.ledger_id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger_progress'); END;
CREATE TRIGGER ledger_progress_finished_update BEFORE UPDATE ON ledger_progress
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.ledger_id IS NOT OLD.ledger_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM ledger_progress WHERE ledger_id = NEW.ledger_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:ledger_progress'); END;
CREATE TRIGGER ledger_same_id BEFORE UPDATE ON ledger
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;
CREATE TRIGGER ledger_taken BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM ledger WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:ledger'); END;
CREATE TRIGGER lookback_new_ledger_finished_update BEFORE UPDATE ON lookback_new_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.lookback_id IS NOT OLD.lookback_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM lookback_new_ledger WHERE lookback_id = NEW.lookback_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:lookback_new_ledger'); END;
CREATE TRIGGER lookback_past_measure_place_taken BEFORE UPDATE ON lookback_past_measure
WHEN ((NEW.lookback_id IS NOT OLD.lookback_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM lookback_past_measure WHERE lookback_id = NEW.lookback_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:lookback_past_measure'); END;
CREATE TRIGGER lookback_related_concern_finished_update BEFORE UPDATE ON lookback_related_concern
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.lookback_id IS NOT OLD.lookback_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM lookback_related_concern WHERE lookback_id = NEW.lookback_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:lookback_related_concern'); END;
CREATE TRIGGER lookback_related_ledger_finished_update BEFORE UPDATE ON lookback_related_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.lookback_id IS NOT OLD.lookback_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM lookback_related_ledger WHERE lookback_id = NEW.lookback_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:lookback_related_ledger'); END;
CREATE TRIGGER lookback_same_id BEFORE UPDATE ON lookback
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:lookback'); END;
CREATE TRIGGER lookback_taken BEFORE INSERT ON lookback
WHEN EXISTS (SELECT 1 FROM lookback WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM lookback WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM lookback WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:lookback'); END;
CREATE TRIGGER makeup_workday_same_id BEFORE UPDATE ON makeup_workday
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:makeup_workday'); END;
CREATE TRIGGER makeup_workday_taken BEFORE INSERT ON makeup_workday
WHEN EXISTS (SELECT 1 FROM makeup_workday WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:makeup_workday'); END;
CREATE TRIGGER meta_taken BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE one = NEW.one)
BEGIN SELECT RAISE(ABORT, 'taken:meta'); END;
CREATE TRIGGER outbox_finished BEFORE UPDATE ON outbox
WHEN EXISTS (SELECT 1 FROM finished_outbox WHERE id = OLD.packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;
CREATE TRIGGER outbox_same_id BEFORE UPDATE ON outbox
WHEN (NEW.position IS NOT OLD.position OR NEW.packet_id IS NOT OLD.packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;
CREATE TRIGGER outbox_step_taken BEFORE INSERT ON outbox_step
WHEN EXISTS (SELECT 1 FROM outbox_step WHERE packet_id = NEW.packet_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:outbox_step'); END;
CREATE TRIGGER outbox_taken BEFORE INSERT ON outbox
WHEN EXISTS (SELECT 1 FROM outbox WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM outbox WHERE packet_id = NEW.packet_id)
    OR EXISTS (SELECT 1 FROM outbox WHERE file_name = NEW.file_name)
    OR EXISTS (SELECT 1 FROM outbox WHERE epoch = NEW.epoch AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'taken:outbox'); END;
CREATE TRIGGER outbox_taken_update BEFORE UPDATE ON outbox
WHEN ((NEW.file_name IS NOT OLD.file_name) AND EXISTS (SELECT 1 FROM outbox WHERE file_name = NEW.file_name))
    OR ((NEW.epoch IS NOT OLD.epoch OR NEW.seq IS NOT OLD.seq) AND EXISTS (SELECT 1 FROM outbox WHERE epoch = NEW.epoch AND seq = NEW.seq))
BEGIN SELECT RAISE(ABORT, 'taken:outbox'); END;
CREATE TRIGGER packet_file_taken BEFORE INSERT ON packet_file
WHEN EXISTS (SELECT 1 FROM packet_file WHERE packet_id = NEW.packet_id AND name = NEW.name)
    OR EXISTS (SELECT 1 FROM packet_file WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'taken:packet_file'); END;
CREATE TRIGGER pact_article_finished_insert BEFORE INSERT ON pact_article
WHEN EXISTS (SELECT 1 FROM finished_pact WHERE id = NEW.pact_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_article'); END;
CREATE TRIGGER pact_article_finished_update BEFORE UPDATE ON pact_article
WHEN EXISTS (SELECT 1 FROM finished_pact WHERE id IN (OLD.pact_id, NEW.pact_id))
    OR ((NEW.pact_id IS NOT OLD.pact_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM pact_article WHERE pact_id = NEW.pact_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:pact_article'); END;
CREATE TRIGGER pact_attachment_finished_insert BEFORE INSERT ON pact_attachment
WHEN EXISTS (SELECT 1 FROM ended_pact WHERE id = NEW.pact_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_attachment'); END;
CREATE TRIGGER pact_attachment_finished_update BEFORE UPDATE ON pact_attachment
WHEN EXISTS (SELECT 1 FROM settled_pact WHERE id IN (OLD.pact_id, NEW.pact_id))
    OR ((NEW.pact_id IS NOT OLD.pact_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM pact_attachment WHERE pact_id = NEW.pact_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:pact_attachment'); END;
CREATE TRIGGER pact_attachment_taken BEFORE INSERT ON pact_attachment
WHEN EXISTS (SELECT 1 FROM pact_attachment WHERE pact_id = NEW.pact_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:pact_attachment'); END;
CREATE TRIGGER pact_finished BEFORE UPDATE ON pact
WHEN (EXISTS (SELECT 1 FROM finished_pact WHERE id = OLD.id)
    AND (NEW.level IS NOT OLD.level OR NEW.scope IS NOT OLD.scope OR NEW.class_id IS NOT OLD.class_id
        OR NEW.title IS NOT OLD.title OR NEW.version IS NOT OLD.version OR NEW.supersedes IS NOT OLD.supersedes
        OR NEW.preamble IS NOT OLD.preamble))
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_same_id BEFORE UPDATE ON pact
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_signatory_taken BEFORE INSERT ON pact_signatory
WHEN EXISTS (SELECT 1 FROM pact_signatory WHERE pact_id = NEW.pact_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:pact_signatory'); END;
CREATE TRIGGER pact_step_taken BEFORE INSERT ON pact_step
WHEN EXISTS (SELECT 1 FROM pact_step WHERE pact_id = NEW.pact_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:pact_step'); END;
CREATE TRIGGER pact_taken BEFORE INSERT ON pact
WHEN EXISTS (SELECT 1 FROM pact WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM pact WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM pact WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:pact'); END;
CREATE TRIGGER pact_unsigned_finished_insert BEFORE INSERT ON pact_unsigned
WHEN EXISTS (SELECT 1 FROM ended_pact WHERE id = NEW.pact_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_unsigned'); END;
CREATE TRIGGER pact_unsigned_finished_update BEFORE UPDATE ON pact_unsigned
WHEN EXISTS (SELECT 1 FROM settled_pact WHERE id IN (OLD.pact_id, NEW.pact_id))
    OR ((NEW.pact_id IS NOT OLD.pact_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM pact_unsigned WHERE pact_id = NEW.pact_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:pact_unsigned'); END;
CREATE TRIGGER pact_unsigned_no_delete BEFORE DELETE ON pact_unsigned
WHEN NOT EXISTS (SELECT 1 FROM pact_signatory WHERE pact_id = OLD.pact_id AND student_id = OLD.student_id)
    OR EXISTS (SELECT 1 FROM ended_pact WHERE id = OLD.pact_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_unsigned'); END;
CREATE TRIGGER pact_unsigned_taken BEFORE INSERT ON pact_unsigned
WHEN EXISTS (SELECT 1 FROM pact_unsigned WHERE pact_id = NEW.pact_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:pact_unsigned'); END;
CREATE TRIGGER past_packet_source_finished_update BEFORE UPDATE ON past_packet_source
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id IN (OLD.past_packet_id, NEW.past_packet_id))
    OR ((NEW.past_packet_id IS NOT OLD.past_packet_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM past_packet_source WHERE past_packet_id = NEW.past_packet_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_source'); END;
CREATE TRIGGER past_packet_step_finished_update BEFORE UPDATE ON past_packet_step
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id IN (OLD.past_packet_id, NEW.past_packet_id))
    OR ((NEW.past_packet_id IS NOT OLD.past_packet_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM past_packet_step WHERE past_packet_id = NEW.past_packet_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_step'); END;
CREATE TRIGGER past_packet_taken BEFORE INSERT ON past_packet
WHEN EXISTS (SELECT 1 FROM past_packet WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM past_packet WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:past_packet'); END;
CREATE TRIGGER past_packet_to_finished_update BEFORE UPDATE ON past_packet_to
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id IN (OLD.past_packet_id, NEW.past_packet_id))
    OR ((NEW.past_packet_id IS NOT OLD.past_packet_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM past_packet_to WHERE past_packet_id = NEW.past_packet_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_to'); END;
CREATE TRIGGER person_taken BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM person WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:person'); END;
CREATE TRIGGER policy_doc_ledger_finished_update BEFORE UPDATE ON policy_doc_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.policy_doc_id IS NOT OLD.policy_doc_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM policy_doc_ledger WHERE policy_doc_id = NEW.policy_doc_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:policy_doc_ledger'); END;
CREATE TRIGGER policy_doc_same_id BEFORE UPDATE ON policy_doc
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:policy_doc'); END;
CREATE TRIGGER policy_doc_taken BEFORE INSERT ON policy_doc
WHEN EXISTS (SELECT 1 FROM policy_doc WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM policy_doc WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM policy_doc WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:policy_doc'); END;
CREATE TRIGGER privacy_basis_same_id BEFORE UPDATE ON privacy_basis
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:privacy_basis'); END;
CREATE TRIGGER privacy_basis_taken BEFORE INSERT ON privacy_basis
WHEN EXISTS (SELECT 1 FROM privacy_basis WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:privacy_basis'); END;
CREATE TRIGGER privacy_pending_consent_same_id BEFORE UPDATE ON privacy_pending_consent
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:privacy_pending_consent'); END;
CREATE TRIGGER privacy_pending_consent_taken BEFORE INSERT ON privacy_pending_consent
WHEN EXISTS (SELECT 1 FROM privacy_pending_consent WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:privacy_pending_consent'); END;
CREATE TRIGGER recovery_due_same_id BEFORE UPDATE ON recovery_due
WHEN (NEW.position IS NOT OLD.position)
BEGIN SELECT RAISE(ABORT, 'locked:recovery_due'); END;
CREATE TRIGGER recovery_due_taken BEFORE INSERT ON recovery_due
WHEN EXISTS (SELECT 1 FROM recovery_due WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:recovery_due'); END;
CREATE TRIGGER recovery_identity_taken BEFORE INSERT ON recovery_identity
WHEN EXISTS (SELECT 1 FROM recovery_identity WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM recovery_identity WHERE recipient = NEW.recipient)
BEGIN SELECT RAISE(ABORT, 'taken:recovery_identity'); END;
CREATE TRIGGER rehearsal_taken BEFORE INSERT ON rehearsal
WHEN EXISTS (SELECT 1 FROM rehearsal WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:rehearsal'); END;
CREATE TRIGGER reopening_no_delete BEFORE DELETE ON reopening
BEGIN SELECT RAISE(ABORT, 'locked:reopening'); END;
CREATE TRIGGER reopening_no_update BEFORE UPDATE ON reopening
BEGIN SELECT RAISE(ABORT, 'locked:reopening'); END;
CREATE TRIGGER reopening_taken BEFORE INSERT ON reopening
WHEN EXISTS (SELECT 1 FROM reopening WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:reopening'); END;
CREATE TRIGGER report_note_no_update BEFORE UPDATE ON report_note
BEGIN SELECT RAISE(ABORT, 'locked:report_note'); END;
CREATE TRIGGER report_note_taken BEFORE INSERT ON report_note
WHEN EXISTS (SELECT 1 FROM report_note WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM report_note WHERE supersedes = NEW.supersedes)
BEGIN SELECT RAISE(ABORT, 'taken:report_note'); END;
CREATE TRIGGER sanction_finished_insert BEFORE INSERT ON sanction
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;
CREATE TRIGGER sanction_finished_update BEFORE UPDATE ON sanction
WHEN (EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    AND NOT (OLD.status = 'in_force' AND NEW.status = 'lifted'
        AND NEW.concern_id IS OLD.concern_id AND NEW.student_id IS OLD.student_id AND NEW.kind IS OLD.kind
        AND NEW.tier IS OLD.tier AND NEW.decided_on IS OLD.decided_on AND NEW.minutes_no IS OLD.minutes_no
        AND NEW.statement_heard_on IS OLD.statement_heard_on
        AND NEW.guardian_notified_on IS OLD.guardian_notified_on
        AND NEW.appeal_notice_on IS OLD.appeal_notice_on AND NEW.effective_kind IS OLD.effective_kind))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.student_id IS NOT OLD.student_id
        OR NEW.kind IS NOT OLD.kind OR NEW.tier IS NOT OLD.tier OR NEW.decided_on IS NOT OLD.decided_on
        OR NEW.minutes_no IS NOT OLD.minutes_no OR NEW.statement_heard_on IS NOT OLD.statement_heard_on
        OR NEW.guardian_notified_on IS NOT OLD.guardian_notified_on
        OR OLD.appeal_notice_on IS NOT NULL AND NEW.appeal_notice_on IS NOT OLD.appeal_notice_on))
BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;
CREATE TRIGGER sanction_same_id BEFORE UPDATE ON sanction
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;
CREATE TRIGGER sanction_taken BEFORE INSERT ON sanction
WHEN EXISTS (SELECT 1 FROM sanction WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM sanction WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM sanction WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:sanction'); END;
CREATE TRIGGER school_key_taken BEFORE INSERT ON school_key
WHEN EXISTS (SELECT 1 FROM school_key WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:school_key'); END;
CREATE TRIGGER screening_concern_finished_update BEFORE UPDATE ON screening_concern
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.screening_id IS NOT OLD.screening_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM screening_concern WHERE screening_id = NEW.screening_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:screening_concern'); END;
CREATE TRIGGER screening_focus_place_taken BEFORE UPDATE ON screening_focus
WHEN ((NEW.screening_id IS NOT OLD.screening_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM screening_focus WHERE screening_id = NEW.screening_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:screening_focus'); END;
CREATE TRIGGER screening_ledger_finished_update BEFORE UPDATE ON screening_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.screening_id IS NOT OLD.screening_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM screening_ledger WHERE screening_id = NEW.screening_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:screening_ledger'); END;
CREATE TRIGGER screening_method_place_taken BEFORE UPDATE ON screening_method
WHEN ((NEW.screening_id IS NOT OLD.screening_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM screening_method WHERE screening_id = NEW.screening_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:screening_method'); END;
CREATE TRIGGER screening_missed_place_taken BEFORE UPDATE ON screening_missed
WHEN ((NEW.screening_id IS NOT OLD.screening_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM screening_missed WHERE screening_id = NEW.screening_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:screening_missed'); END;
CREATE TRIGGER screening_same_id BEFORE UPDATE ON screening
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:screening'); END;
CREATE TRIGGER screening_taken BEFORE INSERT ON screening
WHEN EXISTS (SELECT 1 FROM screening WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM screening WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM screening WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:screening'); END;
CREATE TRIGGER sealed_text_taken BEFORE INSERT ON sealed_text
WHEN EXISTS (SELECT 1 FROM sealed_text WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM sealed_text WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM sealed_text WHERE supersedes = NEW.supersedes)
BEGIN SELECT RAISE(ABORT, 'taken:sealed_text'); END;
CREATE TRIGGER self_check_ledger_finished_update BEFORE UPDATE ON self_check_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.self_check_id IS NOT OLD.self_check_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM self_check_ledger WHERE self_check_id = NEW.self_check_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:self_check_ledger'); END;
CREATE TRIGGER self_check_open_ledger_finished_update BEFORE UPDATE ON self_check_open_ledger
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
    OR ((NEW.self_check_id IS NOT OLD.self_check_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM self_check_open_ledger WHERE self_check_id = NEW.self_check_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:self_check_open_ledger'); END;
CREATE TRIGGER self_check_same_id BEFORE UPDATE ON self_check
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:self_check'); END;
CREATE TRIGGER self_check_taken BEFORE INSERT ON self_check
WHEN EXISTS (SELECT 1 FROM self_check WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM self_check WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM self_check WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:self_check'); END;
CREATE TRIGGER staff_same_id BEFORE UPDATE ON staff
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:staff'); END;
CREATE TRIGGER staff_taken BEFORE INSERT ON staff
WHEN EXISTS (SELECT 1 FROM staff WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM staff WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:staff'); END;
CREATE TRIGGER student_same_id BEFORE UPDATE ON student
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:student'); END;
CREATE TRIGGER student_taken BEFORE INSERT ON student
WHEN EXISTS (SELECT 1 FROM student WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM student WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM student WHERE pseudonym = NEW.pseudonym)
BEGIN SELECT RAISE(ABORT, 'taken:student'); END;
CREATE TRIGGER student_taken_update BEFORE UPDATE ON student
WHEN ((NEW.pseudonym IS NOT OLD.pseudonym) AND EXISTS (SELECT 1 FROM student WHERE pseudonym = NEW.pseudonym))
BEGIN SELECT RAISE(ABORT, 'taken:student'); END;
CREATE TRIGGER survey_concern_finished_update BEFORE UPDATE ON survey_concern
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    OR ((NEW.survey_id IS NOT OLD.survey_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM survey_concern WHERE survey_id = NEW.survey_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:survey_concern'); END;
CREATE TRIGGER survey_same_id BEFORE UPDATE ON survey
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:survey'); END;
CREATE TRIGGER survey_taken BEFORE INSERT ON survey
WHEN EXISTS (SELECT 1 FROM survey WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM survey WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM survey WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:survey'); END;
CREATE TRIGGER talk_finished_insert BEFORE INSERT ON talk
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id
    AND NOT coalesce(date(NEW.at_ms / 1000 + 28800, 'unixepoch') >= follow_up_from, 0))
BEGIN SELECT RAISE(ABORT, 'locked:talk'); END;
CREATE TRIGGER talk_finished_update BEFORE UPDATE ON talk
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.at_ms IS NOT OLD.at_ms
        OR NEW.ended_ms IS NOT OLD.ended_ms OR NEW.student_id IS NOT OLD.student_id OR NEW.kind IS NOT OLD.kind
        OR NEW.staff_id IS NOT OLD.staff_id OR NEW.recorder_id IS NOT OLD.recorder_id
        OR NEW.place IS NOT OLD.place OR NEW.reason IS NOT OLD.reason OR NEW.points IS NOT OLD.points
        OR NEW.student_statement IS NOT OLD.student_statement OR NEW.student_signed IS NOT OLD.student_signed
        OR NEW.guardian_signed IS NOT OLD.guardian_signed))
BEGIN SELECT RAISE(ABORT, 'locked:talk'); END;
CREATE TRIGGER talk_present_finished_insert BEFORE INSERT ON talk_present
WHEN EXISTS (SELECT 1 FROM talk WHERE id = NEW.talk_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = talk.concern_id))
    OR (EXISTS (SELECT 1 FROM talk WHERE id = NEW.talk_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = talk.concern_id))
        AND EXISTS (SELECT 1 FROM talk_present WHERE talk_id = NEW.talk_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:talk_present'); END;
CREATE TRIGGER talk_present_finished_update BEFORE UPDATE ON talk_present
WHEN EXISTS (SELECT 1 FROM talk WHERE id IN (OLD.talk_id, NEW.talk_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = talk.concern_id))
    OR (EXISTS (SELECT 1 FROM talk WHERE id IN (OLD.talk_id, NEW.talk_id)
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = talk.concern_id))
    AND (NEW.talk_id IS NOT OLD.talk_id OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR ((NEW.talk_id IS NOT OLD.talk_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM talk_present WHERE talk_id = NEW.talk_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:talk_present'); END;
CREATE TRIGGER talk_question_finished_insert BEFORE INSERT ON talk_question
WHEN EXISTS (SELECT 1 FROM talk WHERE id = NEW.talk_id
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = talk.concern_id))
    OR (EXISTS (SELECT 1 FROM talk WHERE id = NEW.talk_id
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = talk.concern_id))
        AND EXISTS (SELECT 1 FROM talk_question WHERE talk_id = NEW.talk_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:talk_question'); END;
CREATE TRIGGER talk_question_finished_update BEFORE UPDATE ON talk_question
WHEN EXISTS (SELECT 1 FROM talk WHERE id IN (OLD.talk_id, NEW.talk_id)
        AND EXISTS (SELECT 1 FROM finished_concern WHERE id = talk.concern_id))
    OR (EXISTS (SELECT 1 FROM talk WHERE id IN (OLD.talk_id, NEW.talk_id)
        AND EXISTS (SELECT 1 FROM reopening WHERE concern_id = talk.concern_id))
    AND (NEW.talk_id IS NOT OLD.talk_id OR NEW.position IS NOT OLD.position
        OR NEW.question IS NOT OLD.question OR NEW.answer IS NOT OLD.answer))
    OR ((NEW.talk_id IS NOT OLD.talk_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM talk_question WHERE talk_id = NEW.talk_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:talk_question'); END;
CREATE TRIGGER talk_same_id BEFORE UPDATE ON talk
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:talk'); END;
CREATE TRIGGER talk_taken BEFORE INSERT ON talk
WHEN EXISTS (SELECT 1 FROM talk WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM talk WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM talk WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:talk'); END;
CREATE TRIGGER training_absent_place_taken BEFORE UPDATE ON training_absent
WHEN ((NEW.training_id IS NOT OLD.training_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM training_absent WHERE training_id = NEW.training_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:training_absent'); END;
CREATE TRIGGER training_attendee_place_taken BEFORE UPDATE ON training_attendee
WHEN ((NEW.training_id IS NOT OLD.training_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM training_attendee WHERE training_id = NEW.training_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:training_attendee'); END;
CREATE TRIGGER training_failed_place_taken BEFORE UPDATE ON training_failed
WHEN ((NEW.training_id IS NOT OLD.training_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM training_failed WHERE training_id = NEW.training_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:training_failed'); END;
CREATE TRIGGER training_material_place_taken BEFORE UPDATE ON training_material
WHEN ((NEW.training_id IS NOT OLD.training_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM training_material WHERE training_id = NEW.training_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:training_material'); END;
CREATE TRIGGER training_same_id BEFORE UPDATE ON training
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid)
BEGIN SELECT RAISE(ABORT, 'locked:training'); END;
CREATE TRIGGER training_taken BEFORE INSERT ON training
WHEN EXISTS (SELECT 1 FROM training WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM training WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM training WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'taken:training'); END;
CREATE TRIGGER voiding_taken BEFORE INSERT ON voiding
WHEN EXISTS (SELECT 1 FROM voiding WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = NEW.object_kind AND object_id = NEW.object_id)
BEGIN SELECT RAISE(ABORT, 'taken:voiding'); END;
