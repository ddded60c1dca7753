-- Locks. They stand here and not only in the program, so that no path gets around them. What each table's class means is
-- told in src/lock.rs; a message is always `locked:` and the table. With recursive_triggers on, REPLACE fires the delete
-- triggers too.

-- No row is ever deleted. The one exception is a pupil on the list of those who have not signed a pact, once signed.
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'locked:meta'); END;
CREATE TRIGGER keys_seen_no_delete BEFORE DELETE ON keys_seen BEGIN SELECT RAISE(ABORT, 'locked:keys_seen'); END;
CREATE TRIGGER epoch_no_delete BEFORE DELETE ON epoch BEGIN SELECT RAISE(ABORT, 'locked:epoch'); END;
CREATE TRIGGER counter_no_delete BEFORE DELETE ON counter BEGIN SELECT RAISE(ABORT, 'locked:counter'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'locked:setting'); END;
CREATE TRIGGER report_no_delete BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'locked:report'); END;
CREATE TRIGGER report_note_no_delete BEFORE DELETE ON report_note BEGIN SELECT RAISE(ABORT, 'locked:report_note'); END;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'locked:person'); END;
CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff BEGIN SELECT RAISE(ABORT, 'locked:staff'); END;
CREATE TRIGGER external_no_delete BEFORE DELETE ON external BEGIN SELECT RAISE(ABORT, 'locked:external'); END;
CREATE TRIGGER class_no_delete BEFORE DELETE ON class BEGIN SELECT RAISE(ABORT, 'locked:class'); END;
CREATE TRIGGER class_safety_officer_no_delete BEFORE DELETE ON class_safety_officer
BEGIN SELECT RAISE(ABORT, 'locked:class_safety_officer'); END;
CREATE TRIGGER student_no_delete BEFORE DELETE ON student BEGIN SELECT RAISE(ABORT, 'locked:student'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'locked:account'); END;
CREATE TRIGGER account_post_no_delete BEFORE DELETE ON account_post
BEGIN SELECT RAISE(ABORT, 'locked:account_post'); END;
CREATE TRIGGER bureau_no_delete BEFORE DELETE ON bureau BEGIN SELECT RAISE(ABORT, 'locked:bureau'); END;
CREATE TRIGGER school_no_delete BEFORE DELETE ON school BEGIN SELECT RAISE(ABORT, 'locked:school'); END;
CREATE TRIGGER term_no_delete BEFORE DELETE ON term BEGIN SELECT RAISE(ABORT, 'locked:term'); END;
CREATE TRIGGER calendar_no_delete BEFORE DELETE ON calendar BEGIN SELECT RAISE(ABORT, 'locked:calendar'); END;
CREATE TRIGGER holiday_no_delete BEFORE DELETE ON holiday BEGIN SELECT RAISE(ABORT, 'locked:holiday'); END;
CREATE TRIGGER makeup_workday_no_delete BEFORE DELETE ON makeup_workday
BEGIN SELECT RAISE(ABORT, 'locked:makeup_workday'); END;
CREATE TRIGGER campaign_no_delete BEFORE DELETE ON campaign BEGIN SELECT RAISE(ABORT, 'locked:campaign'); END;
CREATE TRIGGER campaign_phase_no_delete BEFORE DELETE ON campaign_phase
BEGIN SELECT RAISE(ABORT, 'locked:campaign_phase'); END;
CREATE TRIGGER contact_no_delete BEFORE DELETE ON contact BEGIN SELECT RAISE(ABORT, 'locked:contact'); END;
CREATE TRIGGER committee_no_delete BEFORE DELETE ON committee BEGIN SELECT RAISE(ABORT, 'locked:committee'); END;
CREATE TRIGGER committee_composition_no_delete BEFORE DELETE ON committee_composition
BEGIN SELECT RAISE(ABORT, 'locked:committee_composition'); END;
CREATE TRIGGER committee_member_no_delete BEFORE DELETE ON committee_member
BEGIN SELECT RAISE(ABORT, 'locked:committee_member'); END;
CREATE TRIGGER channel_no_delete BEFORE DELETE ON channel BEGIN SELECT RAISE(ABORT, 'locked:channel'); END;
CREATE TRIGGER duty_no_delete BEFORE DELETE ON duty BEGIN SELECT RAISE(ABORT, 'locked:duty'); END;
CREATE TRIGGER duty_task_no_delete BEFORE DELETE ON duty_task BEGIN SELECT RAISE(ABORT, 'locked:duty_task'); END;
CREATE TRIGGER duty_holder_no_delete BEFORE DELETE ON duty_holder BEGIN SELECT RAISE(ABORT, 'locked:duty_holder'); END;
CREATE TRIGGER privacy_no_delete BEFORE DELETE ON privacy BEGIN SELECT RAISE(ABORT, 'locked:privacy'); END;
CREATE TRIGGER privacy_basis_no_delete BEFORE DELETE ON privacy_basis
BEGIN SELECT RAISE(ABORT, 'locked:privacy_basis'); END;
CREATE TRIGGER privacy_pending_consent_no_delete BEFORE DELETE ON privacy_pending_consent
BEGIN SELECT RAISE(ABORT, 'locked:privacy_pending_consent'); END;
CREATE TRIGGER concern_no_delete BEFORE DELETE ON concern BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_form_no_delete BEFORE DELETE ON concern_form
BEGIN SELECT RAISE(ABORT, 'locked:concern_form'); END;
CREATE TRIGGER concern_involved_no_delete BEFORE DELETE ON concern_involved
BEGIN SELECT RAISE(ABORT, 'locked:concern_involved'); END;
CREATE TRIGGER concern_outsider_no_delete BEFORE DELETE ON concern_outsider
BEGIN SELECT RAISE(ABORT, 'locked:concern_outsider'); END;
CREATE TRIGGER concern_measure_no_delete BEFORE DELETE ON concern_measure
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_event_no_delete BEFORE DELETE ON concern_event
BEGIN SELECT RAISE(ABORT, 'locked:concern_event'); END;
CREATE TRIGGER concern_ledger_no_delete BEFORE DELETE ON concern_ledger
BEGIN SELECT RAISE(ABORT, 'locked:concern_ledger'); END;
CREATE TRIGGER concern_lesson_no_delete BEFORE DELETE ON concern_lesson
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_ledger_no_delete BEFORE DELETE ON concern_lesson_ledger
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_review_note_no_delete BEFORE DELETE ON concern_review_note
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_police_no_delete BEFORE DELETE ON concern_police
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_public_attention_no_delete BEFORE DELETE ON concern_public_attention
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_transfer_no_delete BEFORE DELETE ON concern_transfer
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_material_no_delete BEFORE DELETE ON concern_transfer_material
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER county_review_no_delete BEFORE DELETE ON county_review
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_panel_no_delete BEFORE DELETE ON county_review_panel
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER investigation_no_delete BEFORE DELETE ON investigation
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_member_no_delete BEFORE DELETE ON investigation_member
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_method_no_delete BEFORE DELETE ON investigation_method
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_extension_no_delete BEFORE DELETE ON investigation_extension
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER determination_no_delete BEFORE DELETE ON determination
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;
CREATE TRIGGER determination_due_no_delete BEFORE DELETE ON determination_due
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_present_no_delete BEFORE DELETE ON determination_present
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_recusal_no_delete BEFORE DELETE ON determination_recusal
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_basis_no_delete BEFORE DELETE ON determination_basis
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_guardian_no_delete BEFORE DELETE ON determination_guardian
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER sanction_no_delete BEFORE DELETE ON sanction BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;
CREATE TRIGGER appeal_no_delete BEFORE DELETE ON appeal BEGIN SELECT RAISE(ABORT, 'locked:appeal'); END;
CREATE TRIGGER appeal_present_no_delete BEFORE DELETE ON appeal_present
BEGIN SELECT RAISE(ABORT, 'locked:appeal_present'); END;
CREATE TRIGGER communication_no_delete BEFORE DELETE ON communication
BEGIN SELECT RAISE(ABORT, 'locked:communication'); END;
CREATE TRIGGER communication_notice_no_delete BEFORE DELETE ON communication_notice
BEGIN SELECT RAISE(ABORT, 'locked:communication_notice'); END;
CREATE TRIGGER communication_right_no_delete BEFORE DELETE ON communication_right
BEGIN SELECT RAISE(ABORT, 'locked:communication_right'); END;
CREATE TRIGGER talk_no_delete BEFORE DELETE ON talk BEGIN SELECT RAISE(ABORT, 'locked:talk'); END;
CREATE TRIGGER talk_present_no_delete BEFORE DELETE ON talk_present
BEGIN SELECT RAISE(ABORT, 'locked:talk_present'); END;
CREATE TRIGGER talk_question_no_delete BEFORE DELETE ON talk_question
BEGIN SELECT RAISE(ABORT, 'locked:talk_question'); END;
CREATE TRIGGER counselling_no_delete BEFORE DELETE ON counselling BEGIN SELECT RAISE(ABORT, 'locked:counselling'); END;
CREATE TRIGGER counselling_refusal_no_delete BEFORE DELETE ON counselling_refusal
BEGIN SELECT RAISE(ABORT, 'locked:counselling_refusal'); END;
CREATE TRIGGER family_guidance_no_delete BEFORE DELETE ON family_guidance
BEGIN SELECT RAISE(ABORT, 'locked:family_guidance'); END;
CREATE TRIGGER incident_report_no_delete BEFORE DELETE ON incident_report
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;
CREATE TRIGGER incident_report_to_no_delete BEFORE DELETE ON incident_report_to
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_to'); END;
CREATE TRIGGER incident_report_facts_no_delete BEFORE DELETE ON incident_report_facts
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_facts'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;
CREATE TRIGGER ledger_extension_no_delete BEFORE DELETE ON ledger_extension
BEGIN SELECT RAISE(ABORT, 'locked:ledger_extension'); END;
CREATE TRIGGER ledger_progress_no_delete BEFORE DELETE ON ledger_progress
BEGIN SELECT RAISE(ABORT, 'locked:ledger_progress'); END;
CREATE TRIGGER ledger_evidence_no_delete BEFORE DELETE ON ledger_evidence
BEGIN SELECT RAISE(ABORT, 'locked:ledger_evidence'); END;
CREATE TRIGGER policy_doc_no_delete BEFORE DELETE ON policy_doc BEGIN SELECT RAISE(ABORT, 'locked:policy_doc'); END;
CREATE TRIGGER policy_doc_ledger_no_delete BEFORE DELETE ON policy_doc_ledger
BEGIN SELECT RAISE(ABORT, 'locked:policy_doc_ledger'); END;
CREATE TRIGGER survey_no_delete BEFORE DELETE ON survey BEGIN SELECT RAISE(ABORT, 'locked:survey'); END;
CREATE TRIGGER survey_concern_no_delete BEFORE DELETE ON survey_concern
BEGIN SELECT RAISE(ABORT, 'locked:survey_concern'); END;
CREATE TRIGGER screening_no_delete BEFORE DELETE ON screening BEGIN SELECT RAISE(ABORT, 'locked:screening'); END;
CREATE TRIGGER screening_method_no_delete BEFORE DELETE ON screening_method
BEGIN SELECT RAISE(ABORT, 'locked:screening_method'); END;
CREATE TRIGGER screening_missed_no_delete BEFORE DELETE ON screening_missed
BEGIN SELECT RAISE(ABORT, 'locked:screening_missed'); END;
CREATE TRIGGER screening_focus_no_delete BEFORE DELETE ON screening_focus
BEGIN SELECT RAISE(ABORT, 'locked:screening_focus'); END;
CREATE TRIGGER screening_concern_no_delete BEFORE DELETE ON screening_concern
BEGIN SELECT RAISE(ABORT, 'locked:screening_concern'); END;
CREATE TRIGGER screening_ledger_no_delete BEFORE DELETE ON screening_ledger
BEGIN SELECT RAISE(ABORT, 'locked:screening_ledger'); END;
CREATE TRIGGER self_check_no_delete BEFORE DELETE ON self_check BEGIN SELECT RAISE(ABORT, 'locked:self_check'); END;
CREATE TRIGGER self_check_ledger_no_delete BEFORE DELETE ON self_check_ledger
BEGIN SELECT RAISE(ABORT, 'locked:self_check_ledger'); END;
CREATE TRIGGER self_check_open_ledger_no_delete BEFORE DELETE ON self_check_open_ledger
BEGIN SELECT RAISE(ABORT, 'locked:self_check_open_ledger'); END;
CREATE TRIGGER lookback_no_delete BEFORE DELETE ON lookback BEGIN SELECT RAISE(ABORT, 'locked:lookback'); END;
CREATE TRIGGER lookback_past_measure_no_delete BEFORE DELETE ON lookback_past_measure
BEGIN SELECT RAISE(ABORT, 'locked:lookback_past_measure'); END;
CREATE TRIGGER lookback_new_ledger_no_delete BEFORE DELETE ON lookback_new_ledger
BEGIN SELECT RAISE(ABORT, 'locked:lookback_new_ledger'); END;
CREATE TRIGGER lookback_related_ledger_no_delete BEFORE DELETE ON lookback_related_ledger
BEGIN SELECT RAISE(ABORT, 'locked:lookback_related_ledger'); END;
CREATE TRIGGER lookback_related_concern_no_delete BEFORE DELETE ON lookback_related_concern
BEGIN SELECT RAISE(ABORT, 'locked:lookback_related_concern'); END;
CREATE TRIGGER inspection_no_delete BEFORE DELETE ON inspection BEGIN SELECT RAISE(ABORT, 'locked:inspection'); END;
CREATE TRIGGER inspection_visitor_no_delete BEFORE DELETE ON inspection_visitor
BEGIN SELECT RAISE(ABORT, 'locked:inspection_visitor'); END;
CREATE TRIGGER inspection_finding_no_delete BEFORE DELETE ON inspection_finding
BEGIN SELECT RAISE(ABORT, 'locked:inspection_finding'); END;
CREATE TRIGGER inspection_finding_ledger_no_delete BEFORE DELETE ON inspection_finding_ledger
BEGIN SELECT RAISE(ABORT, 'locked:inspection_finding_ledger'); END;
CREATE TRIGGER training_no_delete BEFORE DELETE ON training BEGIN SELECT RAISE(ABORT, 'locked:training'); END;
CREATE TRIGGER training_absent_no_delete BEFORE DELETE ON training_absent
BEGIN SELECT RAISE(ABORT, 'locked:training_absent'); END;
CREATE TRIGGER training_failed_no_delete BEFORE DELETE ON training_failed
BEGIN SELECT RAISE(ABORT, 'locked:training_failed'); END;
CREATE TRIGGER training_attendee_no_delete BEFORE DELETE ON training_attendee
BEGIN SELECT RAISE(ABORT, 'locked:training_attendee'); END;
CREATE TRIGGER training_material_no_delete BEFORE DELETE ON training_material
BEGIN SELECT RAISE(ABORT, 'locked:training_material'); END;
CREATE TRIGGER education_event_no_delete BEFORE DELETE ON education_event
BEGIN SELECT RAISE(ABORT, 'locked:education_event'); END;
CREATE TRIGGER education_event_concern_no_delete BEFORE DELETE ON education_event_concern
BEGIN SELECT RAISE(ABORT, 'locked:education_event_concern'); END;
CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment BEGIN SELECT RAISE(ABORT, 'locked:assessment'); END;
CREATE TRIGGER pact_no_delete BEFORE DELETE ON pact BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_step_no_delete BEFORE DELETE ON pact_step BEGIN SELECT RAISE(ABORT, 'locked:pact_step'); END;
CREATE TRIGGER pact_article_no_delete BEFORE DELETE ON pact_article
BEGIN SELECT RAISE(ABORT, 'locked:pact_article'); END;
CREATE TRIGGER pact_signatory_no_delete BEFORE DELETE ON pact_signatory
BEGIN SELECT RAISE(ABORT, 'locked:pact_signatory'); END;
CREATE TRIGGER pact_unsigned_no_delete BEFORE DELETE ON pact_unsigned
WHEN NOT EXISTS (
    SELECT 1 FROM pact_signatory WHERE pact_id = OLD.pact_id AND student_id = OLD.student_id)
BEGIN SELECT RAISE(ABORT, 'locked:pact_unsigned'); END;
CREATE TRIGGER pact_attachment_no_delete BEFORE DELETE ON pact_attachment
BEGIN SELECT RAISE(ABORT, 'locked:pact_attachment'); END;
CREATE TRIGGER past_packet_no_delete BEFORE DELETE ON past_packet BEGIN SELECT RAISE(ABORT, 'locked:past_packet'); END;
CREATE TRIGGER past_packet_source_no_delete BEFORE DELETE ON past_packet_source
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_source'); END;
CREATE TRIGGER past_packet_to_no_delete BEFORE DELETE ON past_packet_to
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_to'); END;
CREATE TRIGGER past_packet_step_no_delete BEFORE DELETE ON past_packet_step
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_step'); END;
CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;
CREATE TRIGGER outbox_step_no_delete BEFORE DELETE ON outbox_step BEGIN SELECT RAISE(ABORT, 'locked:outbox_step'); END;
CREATE TRIGGER packet_file_no_delete BEFORE DELETE ON packet_file BEGIN SELECT RAISE(ABORT, 'locked:packet_file'); END;
CREATE TRIGGER school_key_no_delete BEFORE DELETE ON school_key BEGIN SELECT RAISE(ABORT, 'locked:school_key'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, 'locked:certificate'); END;
CREATE TRIGGER recovery_identity_no_delete BEFORE DELETE ON recovery_identity
BEGIN SELECT RAISE(ABORT, 'locked:recovery_identity'); END;
CREATE TRIGGER bureau_profile_no_delete BEFORE DELETE ON bureau_profile
BEGIN SELECT RAISE(ABORT, 'locked:bureau_profile'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'locked:audit'); END;

-- Rows written once.
CREATE TRIGGER epoch_no_update BEFORE UPDATE ON epoch BEGIN SELECT RAISE(ABORT, 'locked:epoch'); END;
CREATE TRIGGER outbox_step_no_update BEFORE UPDATE ON outbox_step BEGIN SELECT RAISE(ABORT, 'locked:outbox_step'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'locked:audit'); END;
CREATE TRIGGER school_key_no_update BEFORE UPDATE ON school_key BEGIN SELECT RAISE(ABORT, 'locked:school_key'); END;
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ABORT, 'locked:certificate'); END;
CREATE TRIGGER recovery_identity_no_update BEFORE UPDATE ON recovery_identity
BEGIN SELECT RAISE(ABORT, 'locked:recovery_identity'); END;
CREATE TRIGGER bureau_profile_no_update BEFORE UPDATE ON bureau_profile
BEGIN SELECT RAISE(ABORT, 'locked:bureau_profile'); END;
CREATE TRIGGER pact_step_no_update BEFORE UPDATE ON pact_step BEGIN SELECT RAISE(ABORT, 'locked:pact_step'); END;
CREATE TRIGGER pact_signatory_no_update BEFORE UPDATE ON pact_signatory
BEGIN SELECT RAISE(ABORT, 'locked:pact_signatory'); END;
CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'locked:meta'); END;
CREATE TRIGGER person_no_update BEFORE UPDATE ON person BEGIN SELECT RAISE(ABORT, 'locked:person'); END;
CREATE TRIGGER determination_no_update BEFORE UPDATE ON determination
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;
CREATE TRIGGER past_packet_no_update BEFORE UPDATE ON past_packet BEGIN SELECT RAISE(ABORT, 'locked:past_packet'); END;
CREATE TRIGGER packet_file_no_update BEFORE UPDATE ON packet_file BEGIN SELECT RAISE(ABORT, 'locked:packet_file'); END;

-- An id never changes.
CREATE TRIGGER staff_same_id BEFORE UPDATE OF id ON staff BEGIN SELECT RAISE(ABORT, 'locked:staff'); END;
CREATE TRIGGER external_same_id BEFORE UPDATE OF id ON external BEGIN SELECT RAISE(ABORT, 'locked:external'); END;
CREATE TRIGGER class_same_id BEFORE UPDATE OF id ON class BEGIN SELECT RAISE(ABORT, 'locked:class'); END;
CREATE TRIGGER student_same_id BEFORE UPDATE OF id ON student BEGIN SELECT RAISE(ABORT, 'locked:student'); END;
CREATE TRIGGER contact_same_id BEFORE UPDATE OF id, uuid ON contact BEGIN SELECT RAISE(ABORT, 'locked:contact'); END;
CREATE TRIGGER committee_same_id BEFORE UPDATE OF id, uuid ON committee
BEGIN SELECT RAISE(ABORT, 'locked:committee'); END;
CREATE TRIGGER concern_same_id BEFORE UPDATE OF id, uuid ON concern BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER sanction_same_id BEFORE UPDATE OF id, uuid ON sanction BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;
CREATE TRIGGER communication_same_id BEFORE UPDATE OF id, uuid ON communication
BEGIN SELECT RAISE(ABORT, 'locked:communication'); END;
CREATE TRIGGER talk_same_id BEFORE UPDATE OF id, uuid ON talk BEGIN SELECT RAISE(ABORT, 'locked:talk'); END;
CREATE TRIGGER counselling_same_id BEFORE UPDATE OF id, uuid ON counselling
BEGIN SELECT RAISE(ABORT, 'locked:counselling'); END;
CREATE TRIGGER counselling_refusal_same_id BEFORE UPDATE OF id, uuid ON counselling_refusal
BEGIN SELECT RAISE(ABORT, 'locked:counselling_refusal'); END;
CREATE TRIGGER family_guidance_same_id BEFORE UPDATE OF id, uuid ON family_guidance
BEGIN SELECT RAISE(ABORT, 'locked:family_guidance'); END;
CREATE TRIGGER incident_report_same_id BEFORE UPDATE OF id, uuid ON incident_report
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;
CREATE TRIGGER ledger_same_id BEFORE UPDATE OF id, uuid ON ledger BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;
CREATE TRIGGER policy_doc_same_id BEFORE UPDATE OF id, uuid ON policy_doc
BEGIN SELECT RAISE(ABORT, 'locked:policy_doc'); END;
CREATE TRIGGER survey_same_id BEFORE UPDATE OF id, uuid ON survey BEGIN SELECT RAISE(ABORT, 'locked:survey'); END;
CREATE TRIGGER screening_same_id BEFORE UPDATE OF id, uuid ON screening
BEGIN SELECT RAISE(ABORT, 'locked:screening'); END;
CREATE TRIGGER self_check_same_id BEFORE UPDATE OF id, uuid ON self_check
BEGIN SELECT RAISE(ABORT, 'locked:self_check'); END;
CREATE TRIGGER lookback_same_id BEFORE UPDATE OF id, uuid ON lookback BEGIN SELECT RAISE(ABORT, 'locked:lookback'); END;
CREATE TRIGGER inspection_same_id BEFORE UPDATE OF id, uuid ON inspection
BEGIN SELECT RAISE(ABORT, 'locked:inspection'); END;
CREATE TRIGGER training_same_id BEFORE UPDATE OF id, uuid ON training BEGIN SELECT RAISE(ABORT, 'locked:training'); END;
CREATE TRIGGER education_event_same_id BEFORE UPDATE OF id, uuid ON education_event
BEGIN SELECT RAISE(ABORT, 'locked:education_event'); END;
CREATE TRIGGER pact_same_id BEFORE UPDATE OF id, uuid ON pact BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;

-- A concern that was struck off or closed stays as it is; only a review or a repetition opens a closed one again.
CREATE TRIGGER concern_finished BEFORE UPDATE OF title, kind, class_id, occurred_from_on, occurred_from_ms,
    occurred_to_on, occurred_to_ms, discovered_ms, internal_reported_ms,
    recorded_ms, place, place_type, channel, reporter_kind, reporter_staff_id,
    reporter_student_id, reporter_relation, received_by_id, owner_id,
    narrative, immediate_action, cause, finding, result, severity, tier,
    report_level ON concern
WHEN OLD.status IN ('struck_off', 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_reopened BEFORE UPDATE OF status, closed_on ON concern
WHEN OLD.status = 'struck_off'
    OR (OLD.status = 'closed' AND (NEW.status NOT IN ('under_review', 'investigating') OR NEW.closed_on IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;

-- A ledger item that was struck off stays as it is, and the first deadline always does.
CREATE TRIGGER ledger_finished BEFORE UPDATE ON ledger WHEN OLD.status = 'closed'
BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;
CREATE TRIGGER ledger_first_deadline BEFORE UPDATE OF deadline, found_on, recorded_on ON ledger
BEGIN SELECT RAISE(ABORT, 'locked:ledger'); END;

-- An issued report only moves on in its state; a correction is a new version.
CREATE TRIGGER incident_report_finished BEFORE UPDATE OF concern_id, seq, kind, mode, sent_ms, reporter_id, reviewer_id,
    issuer_id, version, previous_id, content ON incident_report
WHEN OLD.state NOT IN ('draft', 'in_review')
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;
CREATE TRIGGER incident_report_back BEFORE UPDATE OF state ON incident_report
WHEN OLD.state NOT IN ('draft', 'in_review') AND NEW.state IN ('draft', 'in_review')
BEGIN SELECT RAISE(ABORT, 'locked:incident_report'); END;

-- The words of a pact stand still from the first signature on, a superseded pact altogether.
CREATE TRIGGER pact_words BEFORE UPDATE OF level, scope, class_id, title, version, supersedes, preamble ON pact
WHEN OLD.status IN ('signing', 'effective', 'superseded')
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_finished BEFORE UPDATE ON pact WHEN OLD.status = 'superseded'
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;
CREATE TRIGGER pact_in_force BEFORE UPDATE OF adopted_on, adoption, effective_on ON pact WHEN OLD.status = 'effective'
BEGIN SELECT RAISE(ABORT, 'locked:pact'); END;

-- What was decided about a sanction stays; an appeal changes its effective kind and status.
CREATE TRIGGER sanction_decided BEFORE UPDATE OF concern_id, student_id, kind, tier, decided_on, minutes_no,
    statement_heard_on, guardian_notified_on ON sanction
BEGIN SELECT RAISE(ABORT, 'locked:sanction'); END;

-- Rows that belong to a finished record are finished with it.
CREATE TRIGGER concern_form_finished_insert BEFORE INSERT ON concern_form
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_form'); END;
CREATE TRIGGER concern_form_finished_update BEFORE UPDATE ON concern_form
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_form'); END;
CREATE TRIGGER concern_involved_finished_insert BEFORE INSERT ON concern_involved
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_involved'); END;
CREATE TRIGGER concern_involved_finished_update BEFORE UPDATE ON concern_involved
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_involved'); END;
CREATE TRIGGER concern_outsider_finished_insert BEFORE INSERT ON concern_outsider
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_outsider'); END;
CREATE TRIGGER concern_outsider_finished_update BEFORE UPDATE ON concern_outsider
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_outsider'); END;
CREATE TRIGGER concern_measure_finished_insert BEFORE INSERT ON concern_measure
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_measure_finished_update BEFORE UPDATE ON concern_measure
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_event_finished_insert BEFORE INSERT ON concern_event
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_event'); END;
CREATE TRIGGER concern_event_finished_update BEFORE UPDATE ON concern_event
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_event'); END;
CREATE TRIGGER concern_lesson_finished_insert BEFORE INSERT ON concern_lesson
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_finished_update BEFORE UPDATE ON concern_lesson
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_ledger_finished_insert BEFORE INSERT ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_lesson_ledger_finished_update BEFORE UPDATE ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_review_note_finished_insert BEFORE INSERT ON concern_review_note
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_review_note_finished_update BEFORE UPDATE ON concern_review_note
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_police_finished_insert BEFORE INSERT ON concern_police
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_police_finished_update BEFORE UPDATE ON concern_police
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_public_attention_finished_insert BEFORE INSERT ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_public_attention_finished_update BEFORE UPDATE ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_transfer_finished_insert BEFORE INSERT ON concern_transfer
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_finished_update BEFORE UPDATE ON concern_transfer
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_material_finished_insert BEFORE INSERT ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER concern_transfer_material_finished_update BEFORE UPDATE ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER county_review_finished_insert BEFORE INSERT ON county_review
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_finished_update BEFORE UPDATE ON county_review
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_panel_finished_insert BEFORE INSERT ON county_review_panel
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_panel_finished_update BEFORE UPDATE ON county_review_panel
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER investigation_finished_insert BEFORE INSERT ON investigation
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_finished_update BEFORE UPDATE ON investigation
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_member_finished_insert BEFORE INSERT ON investigation_member
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_member_finished_update BEFORE UPDATE ON investigation_member
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_method_finished_insert BEFORE INSERT ON investigation_method
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_method_finished_update BEFORE UPDATE ON investigation_method
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_extension_finished_insert BEFORE INSERT ON investigation_extension
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_extension_finished_update BEFORE UPDATE ON investigation_extension
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER determination_due_finished_insert BEFORE INSERT ON determination_due
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_due_finished_update BEFORE UPDATE ON determination_due
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_present_finished_insert BEFORE INSERT ON determination_present
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_present_finished_update BEFORE UPDATE ON determination_present
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_recusal_finished_insert BEFORE INSERT ON determination_recusal
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_recusal_finished_update BEFORE UPDATE ON determination_recusal
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_basis_finished_insert BEFORE INSERT ON determination_basis
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_basis_finished_update BEFORE UPDATE ON determination_basis
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_guardian_finished_insert BEFORE INSERT ON determination_guardian
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER determination_guardian_finished_update BEFORE UPDATE ON determination_guardian
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER incident_report_to_finished_insert BEFORE INSERT ON incident_report_to
WHEN EXISTS (SELECT 1 FROM incident_report WHERE id = NEW.incident_report_id AND state NOT IN ('draft', 'in_review'))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_to'); END;
CREATE TRIGGER incident_report_to_finished_update BEFORE UPDATE ON incident_report_to
WHEN EXISTS (SELECT 1 FROM incident_report WHERE id = NEW.incident_report_id AND state NOT IN ('draft', 'in_review'))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_to'); END;
CREATE TRIGGER incident_report_facts_finished_insert BEFORE INSERT ON incident_report_facts
WHEN EXISTS (SELECT 1 FROM incident_report WHERE id = NEW.incident_report_id AND state NOT IN ('draft', 'in_review'))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_facts'); END;
CREATE TRIGGER incident_report_facts_finished_update BEFORE UPDATE ON incident_report_facts
WHEN EXISTS (SELECT 1 FROM incident_report WHERE id = NEW.incident_report_id AND state NOT IN ('draft', 'in_review'))
BEGIN SELECT RAISE(ABORT, 'locked:incident_report_facts'); END;
CREATE TRIGGER ledger_extension_finished_insert BEFORE INSERT ON ledger_extension
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_extension'); END;
CREATE TRIGGER ledger_extension_finished_update BEFORE UPDATE ON ledger_extension
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_extension'); END;
CREATE TRIGGER ledger_progress_finished_insert BEFORE INSERT ON ledger_progress
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_progress'); END;
CREATE TRIGGER ledger_progress_finished_update BEFORE UPDATE ON ledger_progress
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_progress'); END;
CREATE TRIGGER ledger_evidence_finished_insert BEFORE INSERT ON ledger_evidence
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_evidence'); END;
CREATE TRIGGER ledger_evidence_finished_update BEFORE UPDATE ON ledger_evidence
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.ledger_id AND status = 'closed')
BEGIN SELECT RAISE(ABORT, 'locked:ledger_evidence'); END;
CREATE TRIGGER pact_article_finished_insert BEFORE INSERT ON pact_article
WHEN EXISTS (SELECT 1 FROM pact WHERE id = NEW.pact_id AND status IN ('signing', 'effective', 'superseded'))
BEGIN SELECT RAISE(ABORT, 'locked:pact_article'); END;
CREATE TRIGGER pact_article_finished_update BEFORE UPDATE ON pact_article
WHEN EXISTS (SELECT 1 FROM pact WHERE id = NEW.pact_id AND status IN ('signing', 'effective', 'superseded'))
BEGIN SELECT RAISE(ABORT, 'locked:pact_article'); END;
CREATE TRIGGER past_packet_source_finished_insert BEFORE INSERT ON past_packet_source
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_source'); END;
CREATE TRIGGER past_packet_source_finished_update BEFORE UPDATE ON past_packet_source
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_source'); END;
CREATE TRIGGER past_packet_to_finished_insert BEFORE INSERT ON past_packet_to
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_to'); END;
CREATE TRIGGER past_packet_to_finished_update BEFORE UPDATE ON past_packet_to
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_to'); END;
CREATE TRIGGER past_packet_step_finished_insert BEFORE INSERT ON past_packet_step
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_step'); END;
CREATE TRIGGER past_packet_step_finished_update BEFORE UPDATE ON past_packet_step
WHEN EXISTS (SELECT 1 FROM past_packet WHERE id = NEW.past_packet_id)
BEGIN SELECT RAISE(ABORT, 'locked:past_packet_step'); END;
CREATE TRIGGER determination_finished_insert BEFORE INSERT ON determination
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('struck_off', 'closed'))
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;

-- Steps and signatures are added, but not to a pact that was superseded.
CREATE TRIGGER pact_signatory_finished_insert BEFORE INSERT ON pact_signatory
WHEN EXISTS (SELECT 1 FROM pact WHERE id = NEW.pact_id AND status = 'superseded')
BEGIN SELECT RAISE(ABORT, 'locked:pact_signatory'); END;

-- Numbers are never given out twice.
CREATE TRIGGER counter_only_grows BEFORE UPDATE ON counter
WHEN NEW.last < OLD.last OR NEW.prefix IS NOT OLD.prefix OR NEW.year IS NOT OLD.year
BEGIN SELECT RAISE(ABORT, 'locked:counter'); END;

-- A post given to an account is only ever taken back, once.
CREATE TRIGGER account_post_given BEFORE UPDATE ON account_post
WHEN OLD.taken_ms IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.post IS NOT OLD.post
    OR NEW.given_ms IS NOT OLD.given_ms
BEGIN SELECT RAISE(ABORT, 'locked:account_post'); END;

-- Packets of one epoch form a chain without gaps; only the newest epoch grows.
CREATE TRIGGER outbox_chain BEFORE INSERT ON outbox
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM outbox WHERE epoch = NEW.epoch)
    OR NEW.prev_sha256 IS NOT (SELECT manifest_sha256 FROM outbox WHERE epoch = NEW.epoch ORDER BY seq DESC LIMIT 1)
    OR NEW.epoch IS NOT (SELECT epoch FROM epoch ORDER BY position DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;
CREATE TRIGGER outbox_made BEFORE UPDATE OF packet_id, kind, edition, epoch, seq,
    prev_sha256, manifest_sha256, file_name, created_ms, test ON outbox
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;
CREATE TRIGGER outbox_sealed BEFORE UPDATE OF sealed_sha256, sealed_size, addressed ON outbox
WHEN OLD.sealed_sha256 IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;

-- A receipt that was verified is the last word on a packet.
CREATE TRIGGER outbox_answered BEFORE UPDATE ON outbox WHEN OLD.state IN ('receipted', 'returned')
BEGIN SELECT RAISE(ABORT, 'locked:outbox'); END;

-- Nothing is added to a packet once it is sealed.
CREATE TRIGGER packet_file_sealed BEFORE INSERT ON packet_file
WHEN EXISTS (SELECT 1 FROM outbox WHERE packet_id = NEW.packet_id AND sealed_sha256 IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked:packet_file'); END;

-- Of the same bureau only a newer profile is accepted.
CREATE TRIGGER bureau_profile_newer BEFORE INSERT ON bureau_profile
WHEN EXISTS (SELECT 1 FROM bureau_profile WHERE fingerprint = NEW.fingerprint AND serial >= NEW.serial)
BEGIN SELECT RAISE(ABORT, 'locked:bureau_profile'); END;
