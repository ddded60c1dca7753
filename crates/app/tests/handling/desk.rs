//! A practice school whose principal sits at the desk, under a clock that the test moves; entries go in through the forms
//! that the window shows.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::*;
use app::{App, Code, KdfCost, Roots};

use crate::common::Seeded;
use crate::common::ground::HandClock;

const PASSWORD: &str = "山上种了七棵梨树和枣";

/// A Saturday of a holiday in the sample's calendar.
pub const MORNING: &str = "2026-06-20T09:30:00+08:00";

/// The victim, who did it, and who joined in: of grade 7.
pub const VICTIM: &str = "stu-c07-12";
pub const ACTOR: &str = "stu-c07-13";

/// Members of the committee besides the principal, enough for a quorum.
pub const PRESENT: &[&str] = &["t_xz", "t_fxz", "t_zz", "t_xl", "t_dd", "x_fz", "x_jc"];

pub type Values<'a> = &'a [(&'a str, &'a [&'a str])];

pub struct Desk {
    pub app: App,
    clock: HandClock,
    _dir: tempfile::TempDir,
}

impl Desk {
    pub fn open(seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = HandClock::at(MORNING);
        let app = App::new(Roots {
            clock: Arc::new(clock.clone()),
            random: Mutex::new(Box::new(Seeded(seed))),
            stopwatch: |work| {
                work();
                Duration::from_secs(1)
            },
            cost: Some(KdfCost::PARSE_FLOOR),
            home: dir.path().join("home"),
            assets: vec![concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts").into()],
            runtime: dir.path().join("run"),
        });
        app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
        Self { app, clock, _dir: dir }
    }

    /// Moves the clock.
    pub fn go(&self, at: &str) {
        self.clock.go(at);
    }

    pub fn me(&self) -> String {
        app::home::session(&self.app).unwrap().person_id
    }

    /// A new concern that was noticed in the morning of the first day.
    pub fn record(&self, kind: &str, pupils: &[(&str, &str)]) -> String {
        let involved: Vec<_> =
            pupils.iter().map(|(id, role)| serde_json::json!({ "studentId": id, "role": role })).collect();
        let forms: &[&str] = if kind == "suspected" { &["physical"] } else { &[] };
        let request = serde_json::json!({
            "kind": kind, "title": null, "occurredFrom": MORNING.get(..10), "occurredTo": null, "learnedAt": MORNING,
            "place": "教学楼二层走廊", "placeType": "楼梯间", "channel": "班主任观察", "forms": forms,
            "involved": involved, "narrative": "课间在走廊上反复推搡，旁边的同学叫老师过来才停下。",
            "immediateAction": "当场制止，分开带到办公室。", "ownerId": self.me(), "classId": null,
        });
        app::concern::concern_record(&self.app, &serde_json::from_value(request).unwrap()).unwrap().id
    }

    /// Enters a form as the window sends it: what it shows at first, with what is typed in its place.
    pub fn enter(&self, id: &str, entry: &str, typed: Values<'_>) -> app::Result<CaseView> {
        let form = app::handling::case_form(&self.app, &EntryFormRequest { id: id.into(), entry: entry.into() })?;
        let mut values: BTreeMap<String, Vec<String>> =
            form.fields.iter().filter(|f| !f.value.is_empty()).map(|f| (f.field.clone(), f.value.clone())).collect();
        for (field, value) in typed {
            values.insert((*field).into(), value.iter().map(|t| (*t).into()).collect());
        }
        app::handling::case_enter(&self.app, &EntryRequest { id: id.into(), entry: entry.into(), values })
    }

    pub fn ok(&self, id: &str, entry: &str, typed: Values<'_>) -> CaseView {
        self.enter(id, entry, typed).unwrap_or_else(|e| panic!("{entry}: {e:?}"))
    }

    /// Everything that was said against an entry.
    pub fn refused(&self, id: &str, entry: &str, typed: Values<'_>) -> String {
        match self.enter(id, entry, typed) {
            Err(e) if e.code == Code::InvalidFields => {
                faults(&e).into_iter().map(|(f, c, t)| format!("{f}:{c}{t} ")).collect()
            }
            Err(e) if e.code == Code::StepRefused => e.args["reasons"].as_str().unwrap().to_owned(),
            Err(e) => format!("{:?}", e.code),
            Ok(_) => panic!("{entry} was taken"),
        }
    }

    pub fn view(&self, id: &str) -> CaseView {
        app::handling::case_get(&self.app, &IdRequest { id: id.into() }).unwrap()
    }

    pub fn concern(&self, id: &str) -> ConcernView {
        app::concern::concern_get(&self.app, &IdRequest { id: id.into() }).unwrap()
    }

    pub fn status(&self, id: &str) -> String {
        self.concern(id).status
    }

    /// The step to a state as the case offers it.
    pub fn step(&self, id: &str, to: &str) -> CaseAction {
        let view = self.view(id);
        let of = format!("step:{to}");
        view.actions.iter().find(|a| a.entry == of).cloned().unwrap_or_else(|| panic!("no step to {to}"))
    }

    /// The duty of this code.
    pub fn duty(&self, id: &str, code: &str) -> Option<CaseDuty> {
        self.view(id).duties.into_iter().find(|d| d.code == code)
    }

    /// Tells the guardians of both sides.
    pub fn tell(&self, id: &str) {
        for pupil in [VICTIM, ACTOR] {
            self.ok(
                id,
                "communication",
                &[
                    ("studentId", &[pupil]),
                    ("guardianRelation", &["父亲"]),
                    ("mode", &["at_school"]),
                    ("minutes", &["30"]),
                    ("points", &["通报调查情况，听取意见。"]),
                    ("docType", &["沟通记录"]),
                ],
            );
        }
    }

    /// A suspected case whose investigation is over: the committee decides next.
    pub fn investigated(&self) -> String {
        let id = self.record("suspected", &[(VICTIM, "victim"), (ACTOR, "actor")]);
        self.investigate(&id, &[]);
        id
    }

    /// Investigates, tells the guardians, and hands the case to the committee.
    pub fn investigate(&self, id: &str, more: Values<'_>) {
        let me = self.me();
        let mut begin: Vec<(&str, &[&str])> =
            vec![("memberIds", &[]), ("methods", &["分别谈话"]), ("text", &["成立调查组。"])];
        let members = [me.as_str()];
        begin[0].1 = &members;
        begin.extend(more);
        self.ok(id, "step:investigating", &begin);
        self.tell(id);
        self.ok(id, "step:pending_determination", FINDING);
    }

    /// The minutes of a meeting that found bullying.
    pub fn minutes<'a>(&self, severity: &'a [&'a str], day: &'a [&'a str]) -> Vec<(&'a str, &'a [&'a str])> {
        vec![
            ("presentIds", PRESENT),
            ("facts", &["一周内三次在走廊推搡、堵截，索要零花钱。"]),
            ("betweenStudentsText", &["双方都是本校学生。"]),
            ("intentText", &["事先约好，反复进行。"]),
            ("meansText", &["推搡、堵截。"]),
            ("harmText", &["手臂擦伤，不敢单独上厕所。"]),
            ("severity", severity),
            ("proposedHandling", &["警告处分，训导，跟踪帮扶。"]),
            ("studentStatements", &["承认推搡，称开始是闹着玩。"]),
            ("guardianOpinions", &["双方家长到会，认可。"]),
            ("guardians.0.studentId", &[VICTIM]),
            ("guardians.0.notifiedOn", day),
            ("guardians.0.attended", &["1"]),
            ("guardians.1.studentId", &[ACTOR]),
            ("guardians.1.notifiedOn", day),
            ("guardians.1.attended", &["1"]),
            ("voteFor", &["7"]),
            ("text", &["委员会认定构成学生欺凌。"]),
        ]
    }

    /// A case that was found to be bullying of this degree.
    pub fn found(&self, severity: &str) -> String {
        let id = self.investigated();
        self.ok(&id, "step:handling", &self.minutes(&[severity], &[day(MORNING)]));
        id
    }

    /// A sanction with everything that must come before it; answers its number.
    pub fn sanction(&self, id: &str, on: &str) -> String {
        let view = self.ok(
            id,
            "sanction",
            &[
                ("studentId", &[ACTOR]),
                ("kind", &["serious_warning"]),
                ("decidedOn", &[on]),
                ("statementHeardOn", &[on]),
                ("guardianNotifiedOn", &[on]),
            ],
        );
        view.chronology.iter().find(|l| l.kind == "sanction").unwrap().no.clone()
    }

    /// All that a case of moderate degree needs before its close, but for what `without` names.
    pub fn ready_to_close(&self, id: &str, without: &[&str]) {
        let me = self.me();
        let entries: [(&str, Values<'_>); 5] = [
            ("measure", &[("kind", &["criticism"]), ("text", &["批评教育，写出检讨。"])]),
            (
                "counselling_refusal",
                &[
                    ("studentId", &[VICTIM]),
                    ("refusedBy", &["学生本人和父亲"]),
                    ("reason", &["已在县医院心理门诊就诊。"]),
                    ("document", &["签字的说明"]),
                ],
            ),
            (
                "family_guidance",
                &[
                    ("studentId", &[ACTOR]),
                    ("guardianRelation", &["父亲"]),
                    ("minutes", &["40"]),
                    ("topic", &["怎样管教而不打骂"]),
                ],
            ),
            ("lesson", &[("reason", &["已有课间值守制度，本案是个别疏漏，不另立整改。"])]),
            ("review_note", &[("text", &["课间二层走廊没有人值守，发现晚了一周；今后两头各有一名教师。"])]),
        ];
        for (entry, typed) in entries.iter().filter(|(entry, _)| !without.contains(entry)) {
            let mut typed = typed.to_vec();
            let by = [me.as_str()];
            if *entry == "measure" {
                typed.push(("by", &by));
            }
            self.ok(id, entry, &typed);
        }
    }
}

pub const FINDING: Values<'static> = &[
    ("finding", &["一周内三次推搡、堵截，起因是借书未还。"]),
    ("cause", &["借书未还引起口角，课间无人值守。"]),
    ("text", &["调查完毕，提交委员会。"]),
];

pub const NOTE: Values<'static> = &[("text", &["按记录办理，已与有关人员说明。"])];

/// The civil day of an instant.
pub fn day(at: &str) -> &str {
    at.get(..10).unwrap()
}

/// The faults of a form: field, code, and the sentence of a rule.
pub fn faults(e: &app::AppError) -> Vec<(String, String, String)> {
    assert_eq!(e.code, Code::InvalidFields, "{e:?}");
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    let all = e.args["fields"].as_array().unwrap();
    all.iter().map(|f| (text(f, "field"), text(f, "code"), text(&f["args"], "text"))).collect()
}

/// The longest piece of what the rule of this code says that has no argument in it.
pub fn rule(code: &str) -> String {
    let said = domain::handling::words::word("obstacles", code).unwrap_or_else(|| panic!("no rule {code}"));
    let pieces = said.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after));
    pieces.max_by_key(|piece| piece.chars().count()).unwrap().trim_end_matches('。').to_owned()
}

/// Whether a rule is among what was said.
#[track_caller]
pub fn says(said: &str, code: &str) {
    let rule = rule(code);
    assert!(rule.chars().count() > 1 && said.contains(&rule), "{code} ({rule}) is not said in: {said}");
}
