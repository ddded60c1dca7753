//! Changes of ledger, training, pacts and all that stands after the campaign.

use domain::Hours;
use domain::noun::*;

use crate::change::*;

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "an item is added",
            |r| twin(&mut r.ledger, |l| l.id == "ZG-2026-016", |_| ()),
            &["ledger", "ledger_by_status.整改中", "ledger_close_pct"],
        ),
        case(
            "an item is begun",
            |r| item(r, "ZG-2026-008").status = LedgerStatus::InProgress,
            &["ledger_by_status.待整改", "ledger_by_status.整改中"],
        ),
        case(
            "an item is struck off",
            |r| item(r, "ZG-2026-011").status = LedgerStatus::Closed,
            &["ledger_by_status.已完成待验收", "ledger_by_status.已销号", "ledger_close_pct"],
        ),
        case("a deadline has passed", |r| item(r, "ZG-2026-016").deadline = day("2026-06-25"), &["ledger_overdue"]),
        case("a deadline comes", |r| item(r, "ZG-2026-016").deadline = day("2026-06-27"), &[]),
        case(
            "an item came late",
            |r| item(r, "ZG-2026-001").completed_on = Some(day("2026-06-13")),
            &["ledger_completed_late"],
        ),
        case("an item came on its day", |r| item(r, "ZG-2026-001").completed_on = Some(day("2026-06-12")), &[]),
        case(
            "an extension is approved",
            |r| item(r, "ZG-2026-004").extension.as_mut().unwrap().approved_on = Some(day("2026-06-26")),
            &["ledger_extended", "ledger_extension_pending"],
        ),
        case("an extension was never asked", |r| item(r, "ZG-2026-012").extension = None, &["ledger_extended"]),
        case(
            "a training nobody came to",
            |r| twin(&mut r.trainings, |t| t.id == "PX-02", |t| t.attended = 0),
            &["trainings"],
        ),
        case("one more came", |r| training(r, "PX-02").attended += 1, &["training_attendance"]),
        case("a test less", |r| training(r, "PX-01").tested = Some(35), &["first_test_taken"]),
        case("a failure less", |r| drop(training(r, "PX-01").failed_ids.pop()), &["first_test_failed"]),
        case("an absence less", |r| drop(training(r, "PX-01").absent_ids.pop()), &["first_test_absent"]),
        case("an absence elsewhere", |r| drop(training(r, "PX-04").absent_ids.pop()), &[]),
        case("one more trained again", |r| training(r, "PX-09").attended += 1, &["retrained", "training_attendance"]),
        case("a later test", |r| training(r, "PX-09").tested = Some(8), &[]),
        case("one more parent", |r| training(r, "PX-08").attended += 1, &["parents_trained", "training_attendance"]),
        case(
            "an event nobody came to",
            |r| twin(&mut r.education_events, |e| e.id == "JY-02", |e| e.participants = 0),
            &["education_events"],
        ),
        case("one more at an event", |r| event(r, "JY-02").participants += 1, &["education_attendance"]),
        case("a longer lecture", |r| event(r, "JY-01").hours = Hours(250), &["legal_vp_hours"]),
        case("a lecture of the year before", |r| event(r, "JY-01").held_on = day("2025-08-31"), &["legal_vp_hours"]),
        case("a longer class meeting", |r| event(r, "JY-04").hours = Hours(250), &[]),
        case(
            "a grade pact",
            |r| twin(&mut r.pacts, |p| p.level == PactLevel::Grade, |_| ()),
            &["pacts", "pacts_by_level.年级"],
        ),
        case(
            "a school pact",
            |r| twin(&mut r.pacts, |p| p.level == PactLevel::School, |_| ()),
            &["pacts", "pacts_by_level.校级"],
        ),
        case(
            "a class pact without signatures",
            |r| {
                twin(
                    &mut r.pacts,
                    |p| p.level == PactLevel::Class,
                    |p| {
                        p.signatories.clear();
                        p.unsigned.clear()
                    },
                )
            },
            &["pacts", "pacts_by_level.班级"],
        ),
        case(
            "a pupil signs twice",
            |r| {
                let rows = &mut pact(r, "GY-04").signatories;
                let mut s = rows.last().unwrap().clone();
                s.guardian_signed = Some(false);
                rows.push(s)
            },
            &["pact_class_signatures"],
        ),
        case(
            "a pupil signed in another's place",
            |r| {
                let rows = &mut pact(r, "GY-04").signatories;
                let n = rows.len();
                rows[n - 1].id = rows[n - 2].id.clone()
            },
            &["pact_class_signers_distinct"],
        ),
        case(
            "a signature of the school pact",
            |r| {
                let rows = &mut pact(r, "GY-01").signatories;
                let s = rows.last().unwrap().clone();
                rows.push(s)
            },
            &[],
        ),
        case(
            "a guardian had not signed",
            |r| pact(r, "GY-03").signatories.last_mut().unwrap().guardian_signed = Some(false),
            &["pact_guardian_signed"],
        ),
        case(
            "one more unsigned",
            |r| {
                pact(r, "GY-03")
                    .unsigned
                    .push(Unsigned { student_id: "stu-c01-01".into(), reason: UnsignedReason::Other })
            },
            &["pact_unsigned", "pact_unsigned_by_reason.其他"],
        ),
        case(
            "sick, not transferring",
            |r| pact(r, "GY-06").unsigned[0].reason = UnsignedReason::Sick,
            &["pact_unsigned_by_reason.转学办理中", "pact_unsigned_by_reason.病假"],
        ),
        case(
            "transferring, not away",
            |r| pact(r, "GY-08").unsigned[0].reason = UnsignedReason::Transferring,
            &["pact_unsigned_by_reason.请假", "pact_unsigned_by_reason.转学办理中"],
        ),
        case("a draft comes into force", |r| r.policy_docs[4].status = PolicyStatus::InForce, &["policies_in_force"]),
        case("the campaign's plan", |r| r.policy_docs[8].status = PolicyStatus::Draft, &[]),
        case("one more assessed", |r| twin(&mut r.assessments, |a| !a.suspended, |_| ()), &["assessed"]),
        case(
            "one more suspended",
            |r| r.assessments.iter_mut().find(|a| !a.suspended).unwrap().suspended = true,
            &["assessments_suspended"],
        ),
        case("a channel less", |r| drop(r.emergency_channels.pop()), &["channels"]),
        case(
            "a look-back more",
            |r| twin(&mut r.lookback, |l| l.id == "HTK-02", |l| l.rectified = false),
            &["lookbacks"],
        ),
        case("not put right", |r| r.lookback[1].rectified = false, &["lookbacks_ok"]),
        case(
            "a new item of a look-back",
            |r| r.lookback[1].new_ledger_ids.push("ZG-2026-001".into()),
            &["lookback_new_items"],
        ),
        case("a visit more", |r| twin(&mut r.inspections, |_| true, |_| ()), &["inspections"]),
        case(
            "a packet more",
            |r| twin(&mut r.export_packets, |p| p.state == PacketState::Receipted, |_| ()),
            &["packets", "packets_by_state.已回执"],
        ),
        case(
            "a packet put aside",
            |r| {
                r.export_packets.iter_mut().find(|p| p.state == PacketState::Returned).unwrap().state =
                    PacketState::Quarantined
            },
            &["packets_by_state.退回", "packets_by_state.隔离"],
        ),
        case(
            "a packet on its way",
            |r| {
                r.export_packets.iter_mut().find(|p| p.state == PacketState::Queued).unwrap().state =
                    PacketState::Uploading
            },
            &["packets_by_state.待上传", "packets_by_state.上传中"],
        ),
        case(
            "a consent arrives",
            |r| drop(r.privacy.as_mut().unwrap().pending_consent_student_ids.pop()),
            &["consents_pending", "consents_received"],
        ),
    ]
}
