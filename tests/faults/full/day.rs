//! The day: logging in, people and records, a draft, a sealed note, backups. Each step remembers what it was told is saved.

use std::path::{Path, PathBuf};

use app::Code;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::ground::Answer;
use crate::program::{PASSWORD, Program, names, request};

/// What somebody types into the note that is sealed.
const NOTE: &str = "第一次谈话：愿意说出名字。";
/// Who was there before the day began.
const THERE: &str = "金墨白";
const DRAFT: &str = "{\"narrative\":\"课间看到\"}";

/// The password that the principal changes to.
const NEXT: &str = "河边新修了三座石板桥";
/// The first password of a new account.
const GIVEN: &str = "井台边的槐树年年开白花";

/// How far the change of the password came.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Change {
    #[default]
    NotYet,
    /// It was begun and not acknowledged: either password may be in force, and one of them is.
    Tried,
    Done,
}

/// What has been acknowledged.
#[derive(Default, Clone)]
pub struct Day {
    stick: PathBuf,
    teacher: Option<String>,
    class: Option<String>,
    pupil: Option<String>,
    concerns: Vec<String>,
    items: Vec<String>,
    pacts: Vec<String>,
    drafted: bool,
    sealed: bool,
    account: bool,
    removed: bool,
    changed: Change,
    backups: Vec<String>,
    local: bool,
}

/// A step of the day, done in this order.
pub type Step = fn(&mut Day, &Program) -> app::Result<()>;

/// The first step of each day that copies the whole database.
pub const COPIES: [&str; 2] = ["local", "removal"];

/// A whole day.
pub const DAY: &[(&str, Step)] = &[
    ("login", |day, program| day.login(program)),
    ("staff", Day::staff),
    ("class", Day::class),
    ("pupil", Day::pupil),
    ("draft", Day::draft),
    ("concern", Day::concern),
    ("sealed", Day::seal),
    ("ledger", Day::ledger),
    ("pact", Day::pact),
    ("account", Day::account),
    ("password", Day::password),
    ("local", Day::backup),
    ("stick", Day::stick),
];

/// The day on which somebody is removed for cause.
pub const REMOVAL: &[(&str, Step)] = &[("login", |day, program| day.login(program)), ("removal", Day::removal)];

/// A request that the program itself would make.
fn typed<T: DeserializeOwned>(fields: Value) -> app::Result<T> {
    request(fields).map_err(|_| Code::Internal.into())
}

/// People who are there before the day begins.
pub fn people(program: &Program) -> Answer<()> {
    app::roster::add_staff(&program.app, &request(json!({ "name": THERE, "post": "教师" }))?)?;
    Ok(())
}

impl Day {
    /// The same day with an empty stick.
    pub fn with(self, stick: &Path) -> Self {
        Self { stick: stick.to_owned(), backups: Vec::new(), ..self }
    }

    /// What of the day stays when the next one begins.
    pub fn on_the_next_day(self) -> Self {
        Self { drafted: false, ..self }
    }

    /// The day in a home whose principal has changed the password.
    pub fn with_the_next_password(self) -> Self {
        Self { changed: Change::Done, ..self }
    }

    /// Whether there is an account besides the principal's is not known any more.
    pub fn forget_account(&mut self) {
        self.account = false;
    }

    /// Who is there in any case and is not the person at the keyboard.
    fn somebody(program: &Program) -> app::Result<String> {
        let all = app::roster::staff_list(&program.app)?;
        all.into_iter().find(|person| person.name == THERE).map(|person| person.id).ok_or_else(|| Code::NotFound.into())
    }

    fn staff(&mut self, program: &Program) -> app::Result<()> {
        let row = app::roster::add_staff(&program.app, &typed(json!({ "name": "武建平", "post": "班主任" }))?)?;
        self.teacher = Some(row.id);
        Ok(())
    }

    fn class(&mut self, program: &Program) -> app::Result<()> {
        let new = json!({ "name": "初一（2）班", "homeroomTeacherId": self.teacher });
        self.class = Some(app::roster::add_class(&program.app, &typed(new)?)?.id);
        Ok(())
    }

    fn pupil(&mut self, program: &Program) -> app::Result<()> {
        let Some(class) = &self.class else { return Ok(()) };
        let new = json!({ "name": "吕䶮堃", "studentNo": "20190203", "classId": class, "birthMonth": "2012-11" });
        self.pupil = Some(app::roster::add_pupil(&program.app, &typed(new)?)?.id);
        Ok(())
    }

    fn draft(&mut self, program: &Program) -> app::Result<()> {
        let draft = json!({ "form": "concern", "objectId": "", "content": DRAFT });
        app::draft::draft_save(&program.app, &typed(draft)?)?;
        self.drafted = true;
        Ok(())
    }

    fn concern(&mut self, program: &Program) -> app::Result<()> {
        let Some(pupil) = &self.pupil else { return Ok(()) };
        let new = json!({
            "kind": "sign", "title": null, "occurredFrom": "2026-06-18", "occurredTo": null,
            "learnedAt": "2026-06-19T10:05:00+08:00", "place": "操场北侧", "placeType": "操场",
            "channel": "班主任观察", "forms": [], "involved": [{ "studentId": pupil, "role": "focus" }],
            "narrative": "课间看到几名同学围着一名同学起哄，被围的同学低头不说话。",
            "immediateAction": "当场制止并分别谈话。", "ownerId": Self::somebody(program)?, "classId": self.class,
        });
        self.concerns.push(app::concern::concern_record(&program.app, &typed(new)?)?.id);
        // What was typed has become a record, which ends its draft in the same commit.
        self.drafted = false;
        Ok(())
    }

    fn seal(&mut self, program: &Program) -> app::Result<()> {
        let Some(id) = self.concerns.first() else { return Ok(()) };
        let note = json!({ "kind": "concern", "id": id, "label": "谈话记录", "text": NOTE, "supersedes": null });
        app::sealed::sealed_write(&program.app, &typed(note)?)?;
        self.sealed = true;
        Ok(())
    }

    fn ledger(&mut self, program: &Program) -> app::Result<()> {
        let person = Self::somebody(program)?;
        let me = app::home::session(&program.app)?.person_id;
        let new = json!({
            "area": "resources", "problem": "操场北侧没有监控，课间无人值守。", "source": "自查",
            "level": "ordinary", "foundOn": "2026-06-18", "measures": "课间安排教师值守，报请加装摄像头。",
            "ownerId": person, "leaderId": me, "verifierId": me, "deadline": "2026-06-30",
        });
        self.items.push(app::ledger::ledger_record(&program.app, &typed(new)?)?.id);
        Ok(())
    }

    fn pact(&mut self, program: &Program) -> app::Result<()> {
        let Some(class) = &self.class else { return Ok(()) };
        let articles: Vec<String> = (1..=6).map(|n| format!("第{n}条，好好说话，互相帮助。")).collect();
        let new = json!({
            "level": "class", "scope": "", "classId": class, "title": "七年级2班反欺凌公约",
            "preamble": "我们共同约定：", "articles": articles, "adoptedOn": "2026-06-15",
            "adoption": "班会讨论表决", "effectiveOn": "2026-06-16",
        });
        self.pacts.push(app::pact::pact_record(&program.app, &typed(new)?)?.id);
        Ok(())
    }

    /// Gives somebody an account, or its password to the account that a full disk left without one.
    fn account(&mut self, program: &Program) -> app::Result<()> {
        let people = app::people::people_list(&program.app)?;
        let half = people.accounts.iter().find(|account| account.person_name == THERE);
        match half {
            None => {
                let person = Self::somebody(program)?;
                let new = json!({ "personId": person, "posts": ["homeroom_teacher"], "password": GIVEN });
                app::people::people_add(&program.app, &typed(new)?)?;
            }
            Some(half) => {
                let new = json!({ "account": half.account, "password": GIVEN });
                app::people::people_reset(&program.app, &typed(new)?)?;
            }
        }
        self.account = true;
        Ok(())
    }

    fn removal(&mut self, program: &Program) -> app::Result<()> {
        let people = app::people::people_list(&program.app)?;
        let who = people.accounts.iter().find(|account| account.person_name == THERE);
        let who = who.map(|account| account.account.clone()).ok_or(Code::NotFound)?;
        // Whether it comes to its end or not, the person is out from the first moment.
        self.account = false;
        let mine = if self.changed == Change::Done { NEXT } else { PASSWORD };
        let reason = "多次把学生的谈话内容告诉外人";
        let removal = json!({ "account": who, "reason": reason, "password": mine });
        app::people::people_remove_for_cause(&program.app, &typed(removal)?)?;
        self.removed = true;
        Ok(())
    }

    fn password(&mut self, program: &Program) -> app::Result<()> {
        let before = std::mem::replace(&mut self.changed, Change::Tried);
        let change = json!({ "old": PASSWORD, "password": NEXT });
        match app::people::password_change(&program.app, &typed(change)?) {
            // The change that was not acknowledged has come as far as the keys.
            Err(error) if error.code == Code::WrongPassword && before == Change::Tried => {}
            other => other.map(drop)?,
        }
        self.changed = Change::Done;
        Ok(())
    }

    /// Logs the principal in with the password that must be in force, or with the one of two that is.
    pub fn login(&mut self, program: &Program) -> app::Result<()> {
        match self.changed {
            Change::NotYet => program.login(PASSWORD).map(drop),
            Change::Done => program.login(NEXT).map(drop),
            Change::Tried => match program.login(PASSWORD) {
                Err(error) if error.code == Code::WrongPassword => program.login(NEXT).map(drop),
                other => other.map(drop),
            },
        }
    }

    fn backup(&mut self, program: &Program) -> app::Result<()> {
        app::care::backup_local(&program.app)?;
        self.local = true;
        Ok(())
    }

    fn stick(&mut self, program: &Program) -> app::Result<()> {
        self.backups.push(app::care::backup_usb(&program.app, &self.stick)?.file_name);
        Ok(())
    }

    /// Looks for everything that was acknowledged in a home that was just opened.
    pub fn check(&self, program: &Program) -> Answer<()> {
        let app = &program.app;
        let staff: Vec<String> = app::roster::staff_list(app)?.into_iter().map(|person| person.id).collect();
        there("a person", self.teacher.as_ref(), |id| staff.contains(id))?;
        let classes: Vec<String> = app::roster::class_list(app)?.into_iter().map(|class| class.id).collect();
        there("a class", self.class.as_ref(), |id| classes.contains(id))?;
        let pupils = app::roster::pupil_list(app, &request(json!({ "classId": null }))?)?;
        let pupils: Vec<String> = pupils.into_iter().map(|pupil| pupil.id).collect();
        there("a pupil", self.pupil.as_ref(), |id| pupils.contains(id))?;
        for id in &self.concerns {
            app::concern::concern_get(app, &request(json!({ "id": id }))?).map_err(|_| "a concern is not there")?;
        }
        for id in &self.items {
            app::ledger::ledger_get(app, &request(json!({ "id": id }))?).map_err(|_| "an item is not there")?;
        }
        for id in &self.pacts {
            app::pact::pact_get(app, &request(json!({ "id": id }))?).map_err(|_| "a pact is not there")?;
        }
        let draft = app::draft::draft_get(app, &request(json!({ "form": "concern", "objectId": "" }))?)?;
        there("the draft", self.drafted.then_some(&draft), |draft| {
            draft.as_ref().is_some_and(|draft| draft.content == DRAFT)
        })?;
        if let (true, Some(id)) = (self.sealed, self.concerns.first()) {
            let rows = app::sealed::sealed_list(app, &request(json!({ "kind": "concern", "id": id }))?)?;
            let row = rows.first().ok_or("the sealed note is not there")?;
            let open = json!({ "id": row.id, "reason": "督导检查需要核对原文" });
            if app::sealed::sealed_open(app, &request(open)?)?.text != NOTE {
                return Err("the sealed note says something else".into());
            }
        }
        let people = app::people::people_list(app)?;
        there("an account", self.account.then_some(&people.accounts), |all| {
            all.iter().any(|account| account.person_name == THERE && account.state == "active")
        })?;
        if self.removed
            && people.accounts.iter().any(|account| account.person_name == THERE && account.state == "active")
        {
            return Err("somebody was removed and still has an account".into());
        }
        let databases = names(&app.roots.home)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "db"));
        if databases.count() != 1 {
            return Err("a database that no key opens was left".into());
        }
        for name in &self.backups {
            app::care::restore_pick(app, &self.stick.join(name)).map_err(|_| "a backup is not whole")?;
        }
        let local = app::home::home_state(app).backups.len();
        there("a local backup", self.local.then_some(&local), |count| **count > 0)?;
        if serde_json::to_value(app::audit::audit_verify(app)?)?.get("state") != Some(&json!("whole")) {
            return Err("the audit log is not whole".into());
        }
        app::care::check(app);
        app.home().map(drop).map_err(|_| "a page is damaged".into())
    }
}

/// Refuses when something that was acknowledged is not there.
fn there<T>(what: &str, acknowledged: Option<T>, found: impl FnOnce(&T) -> bool) -> Answer<()> {
    match acknowledged {
        Some(known) if !found(&known) => Err(format!("{what} was acknowledged and is not there").into()),
        _ => Ok(()),
    }
}
