//! Changes of pupils, staff, bodies, screening and questionnaires.

use domain::Month;

use crate::change::*;

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "a pupil joins",
            |r| {
                let p = plain_pupil(r).clone();
                r.students.push(p)
            },
            &["students"],
        ),
        case("a class is added", |r| twin(&mut r.classes, |_| true, |c| c.safety_officer_ids.clear()), &["classes"]),
        case("a pupil boards", |r| plain_pupil(r).boarding = true, &["boarding"]),
        case("a pupil's parents leave", |r| plain_pupil(r).left_behind = true, &["left_behind"]),
        case(
            "a pupil is younger",
            |r| plain_pupil(r).birth_month = Month::parse("2019-01").unwrap(),
            &["under14", "consents_received"],
        ),
        case("a pupil's village", |r| plain_pupil(r).village = None, &[]),
        case("a teacher joins", |r| twin(&mut r.staff, |_| true, |_| ()), &["staff"]),
        case(
            "a member joins the board",
            |r| r.committees[0].compositions[1].member_ids.push("t_c01".into()),
            &["committee_members"],
        ),
        case("the board as it was", |r| r.committees[0].compositions[0].member_ids.push("t_c01".into()), &[]),
        case("another committee", |r| r.committees[1].compositions[0].member_ids.push("t_c01".into()), &[]),
        case("a post is added", |r| twin(&mut r.responsibility_list, |_| true, |d| d.holder_ids.clear()), &["posts"]),
        case("a post is vacant", |r| r.responsibility_list[0].holder_ids.clear(), &["posts_staff"]),
        case("a post is held twice", |r| r.responsibility_list[1].holder_ids.push("t_xz".into()), &[]),
        case("a safety officer leaves", |r| drop(r.classes[0].safety_officer_ids.pop()), &["safety_officers"]),
        case(
            "a make-up sheet without pupils",
            |r| twin(&mut r.screenings, |s| s.makeup_of.is_some(), |s| (s.screened, s.parent_contacts) = (0, 0)),
            &["screening_sheets"],
        ),
        case("one more is due", |r| round2(r, false).due += 1, &["screening_due"]),
        case("one was missed", |r| round2(r, false).screened -= 1, &["screened", "screening_first_pass"]),
        case("the make-up missed one", |r| round2(r, true).screened -= 1, &["screened"]),
        case("the make-up's due", |r| round2(r, true).due += 1, &[]),
        case("one more family", |r| round2(r, true).parent_contacts += 1, &["screening_parent_contacts"]),
        case(
            "another round",
            |r| r.screenings.iter_mut().find(|s| s.round != "专项治理排查").unwrap().screened -= 1,
            &[],
        ),
        case("an area not checked", |r| r.self_checks[6].area = r.self_checks[0].area, &["self_check_areas"]),
        case(
            "a self-check finds more",
            |r| r.self_checks[3].ledger_ids.push("ZG-2026-003".into()),
            &["self_check_new_items"],
        ),
        case("a running item is checked", |r| r.self_checks[3].open_ledger_ids.push("ZG-2026-003".into()), &[]),
        case("more sheets due", |r| survey(r, "DC-02").due += 1, &["survey_due", "survey_valid_pct"]),
        case(
            "fewer sheets valid",
            |r| survey(r, "DC-02").valid -= 4,
            &["survey_valid", "survey_valid_pct", "channel_known_before_pct"],
        ),
        case("more knew a channel", |r| survey(r, "DC-02").channel_known = Some(150), &["channel_known_before_pct"]),
        case(
            "more knew a channel later",
            |r| survey(r, "DC-03").channel_known = Some(310),
            &["channel_known_after_pct"],
        ),
        case(
            "the first survey asks too",
            |r| survey(r, "DC-01").channel_known = Some(100),
            &["channel_known_before_pct"],
        ),
        case("a survey before the campaign", |r| survey(r, "DC-01").valid -= 4, &[]),
        case(
            "the survey falls out of phase 2",
            |r| survey(r, "DC-02").held_on = day("2026-06-11"),
            &["survey_due", "survey_valid", "survey_valid_pct"],
        ),
    ]
}
