//! 认定 by the 治理委员会: minutes, who sat, the four elements, the vote, and what follows (form 3.5).

use chrono::Datelike as _;
use domain::handling::transition::Verb;
use domain::handling::{determination, members_on};
use domain::noun::{ConcernResult, Determination, Element, Elements, GuardianInvited, Recusal, Role, Severity, Vote};
use store::numbers::Series;
use store::table::concern;

use super::Draft;
use crate::handling::answers::Answers;
use crate::handling::rules::told;
use crate::handling::spec::{Form, Ground, picks};

/// Rows for recusals that the form shows at first.
const RECUSALS: u32 = 1;

/// The pupils whose guardians are told and invited (未成年人保护法 art. 39).
const SIDES: &[Role] = &[Role::Victim, Role::Actor, Role::Joiner, Role::Party];

const ELEMENTS: [&str; 4] = ["betweenStudents", "intent", "means", "harm"];

pub(super) fn form(ground: &Ground<'_>, verb: Verb, form: &mut Form<'_>) {
    let c = ground.concern;
    let board = domain::numbers::governing_board(ground.records).map(|(committee, _)| committee);
    let members: Vec<String> = board.map(|b| members_on(b, ground.now.date()).to_vec()).unwrap_or_default();
    form.group("meetingGroup").line("body").with(board.map(|b| b.name.clone()).unwrap_or_default()).now("heldAt");
    form.people("dueIds", true).with_all(members.clone()).people("presentIds", true).with_all(members);
    form.person("chairId").with(board.map(|b| b.chair_id.clone()).unwrap_or_default());
    form.rows("recusals", RECUSALS, |row| {
        row.person("id").maybe_lines("reason");
    });
    form.maybe_lines("recusalNote");
    form.group("elementsGroup").lines("facts").with(c.finding.clone().unwrap_or_default());
    for element in ELEMENTS {
        form.flag(&format!("{element}Met"));
        if verb == Verb::FindBullying {
            form.with("1");
        }
        form.lines(&format!("{element}Text"));
    }
    form.group("voicesGroup").lines("studentStatements").lines("guardianOpinions");
    let sides: Vec<_> = c.involved.iter().filter(|i| SIDES.contains(&i.role)).collect();
    let rows = u32::try_from(sides.len()).unwrap_or(1);
    form.rows("guardians", rows, |row| {
        row.pupil("studentId").date("notifiedOn").flag("attended");
    });
    form.group("findingGroup");
    if verb == Verb::FindBullying {
        form.term::<Severity>("severity");
    } else {
        form.lines("notBullyingReasons");
    }
    form.lines("basis").with(picks("legal_bases").join("\n")).lines("proposedHandling");
    form.number("voteFor").number("voteAgainst").with("0").number("voteAbstain").with("0");
    // The notice may be handed over days later, by an entry of its own; before the close it must have been (R6).
    form.maybe_date("reviewNoticeOn").group("stepGroup");
}

pub(super) fn read(ground: &Ground<'_>, verb: Verb, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let bullying = verb == Verb::FindBullying;
    let body = answers.line("body");
    let held_at = answers.past_instant("heldAt");
    let due_ids = answers.people("dueIds");
    let present_ids = answers.people("presentIds");
    let chair_id = answers.person("chairId");
    let mut recusals = Vec::new();
    for row in answers.rows("recusals") {
        let (id, reason) =
            (answers.person(&format!("recusals.{row}.id")), answers.lines(&format!("recusals.{row}.reason")));
        if let (Some(id), Some(reason)) = (id, reason) {
            recusals.push(Recusal { id, reason });
        }
    }
    let facts = answers.lines("facts");
    let mut elements = ELEMENTS.map(|e| {
        answers.lines(&format!("{e}Text")).map(|text| Element { met: answers.flag(&format!("{e}Met")), text })
    });
    let severity = if bullying { Some(answers.term::<Severity>("severity")) } else { None };
    let reasons = if bullying { None } else { Some(answers.lines("notBullyingReasons")) };
    let recusal_note = answers.maybe_lines("recusalNote");
    let review_notice_on = answers.maybe_past_date("reviewNoticeOn");
    let basis = answers.list("basis");
    let proposed_handling = answers.lines("proposedHandling");
    let student_statements = answers.lines("studentStatements");
    let guardian_opinions = answers.lines("guardianOpinions");
    let in_favour = answers.number("voteFor", 0, 99);
    let against = answers.number("voteAgainst", 0, 99);
    let abstain = answers.number("voteAbstain", 0, 99);
    let guardians = guardians(ground, answers);
    let severity = match severity {
        Some(chosen) => Some(chosen?),
        None => None,
    };
    let [a, b, c, d] = elements.each_mut().map(Option::take);
    let new = Determination {
        // The number is taken in the transaction that keeps the minutes.
        minutes_no: String::new(),
        body: body?,
        held_at: held_at?,
        due_ids,
        present_ids,
        chair_id: chair_id?,
        recusals,
        recusal_note,
        facts: facts?,
        elements: Elements { between_students: a?, intent: b?, means: c?, harm: d? },
        result: if bullying { ConcernResult::Bullying } else { ConcernResult::NotBullying },
        severity,
        tier: severity.map(domain::handling::rule::tier::of),
        basis,
        proposed_handling: proposed_handling?,
        student_statements: student_statements?,
        guardian_opinions: guardian_opinions?,
        vote: Vote { in_favour: in_favour?, against: against?, abstain: abstain? },
        guardians: guardians?,
        not_bullying_reasons: match reasons {
            Some(typed) => Some(typed?),
            None => None,
        },
        review_notice_on,
    };
    checked(ground, draft, &new, answers)?;
    let changed = draft.concern();
    changed.determination = Some(new.clone());
    changed.result = Some(new.result);
    changed.severity = new.severity;
    changed.tier = new.tier;
    draft.change.result = Some(new.result);
    draft.change.severity = new.severity;
    draft.change.tier = new.tier;
    let id = ground.concern.id.clone();
    let year = ground.now.date().year();
    draft.deeds.push(Box::new(move |tx, _, _| {
        let minutes_no = store::numbers::next(tx, Series::Minutes, year)?;
        concern::add_determination(tx, &id, &Determination { minutes_no, ..new })
    }));
    Some(())
}

fn guardians(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Vec<GuardianInvited>> {
    let mut out = Vec::new();
    for row in answers.rows("guardians") {
        let student_id = answers.pupil(&format!("guardians.{row}.studentId"));
        let notified_on = answers.past_date(&format!("guardians.{row}.notifiedOn"));
        let attended = answers.flag(&format!("guardians.{row}.attended"));
        let student_id = student_id?;
        let role = ground.concern.involved.iter().find(|i| i.student_id == student_id).map(|i| i.role)?;
        // Whoever joined in stands on the side of who did it.
        let side = if role == Role::Joiner { Role::Actor } else { role };
        out.push(GuardianInvited { student_id, side, notified_on: notified_on?, attended });
    }
    Some(out)
}

/// Puts each rule that the minutes break beside the field it is about.
fn checked(ground: &Ground<'_>, draft: &Draft, new: &Determination, answers: &mut Answers<'_>) -> Option<()> {
    let judged = draft.with_case(ground, |case| determination::check(new, case, &[]));
    told(ground, answers, &judged, form_field)
}

/// The field of the form that a field of the minutes is typed in.
fn form_field(field: &str) -> &'static str {
    match field {
        "basis" => "basis",
        "student_statements" => "studentStatements",
        "guardian_opinions" => "guardianOpinions",
        "elements" => "harmText",
        "severity" | "tier" => "severity",
        "not_bullying_reasons" => "notBullyingReasons",
        "proposed_handling" => "proposedHandling",
        "present_ids" | "present" => "presentIds",
        "chair_id" => "chairId",
        "recusals" => "presentIds",
        "vote" => "voteFor",
        "guardians" => "guardianOpinions",
        "review_notice_on" => "reviewNoticeOn",
        _ => "facts",
    }
}
